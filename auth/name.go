package auth

import (
	"strings"

	"golang.org/x/text/secure/precis"

	"commonhall"
)

// NormalizeName brings a name into its one form (PRECIS UsernameCaseMapped, RFC
// 8265: lower case, compatibility forms folded, NFC) and checks it. It is done
// once, where a name comes in; behind that names are compared as bytes.
func NormalizeName(raw string) (commonhall.UserName, error) {
	raw = strings.TrimSpace(raw)
	if len(raw) > 4*commonhall.MaxUserName {
		return "", commonhall.Errorf(commonhall.InvalidArgument, "The user name is longer than %d bytes.", commonhall.MaxUserName)
	}
	if raw == "" {
		return "", commonhall.UserName("").Validate()
	}
	s, err := precis.UsernameCaseMapped.String(raw)
	if err != nil {
		return "", commonhall.Errorf(commonhall.InvalidArgument, "The user name %q contains characters that a name cannot have.", raw).
			WithHint("Use letters, digits and - . _ @ + in between.").Because(err)
	}
	name := commonhall.UserName(s)
	return name, name.Validate()
}
