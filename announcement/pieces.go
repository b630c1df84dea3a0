package announcement

import (
	"net/url"
	"strings"
)

// Piece is a part of a text. Where URL is set, Text is the same address.
type Piece struct{ Text, URL string }

// Pieces takes a text apart: addresses of the web, whole and as they are written, become
// links. Whoever reads one sees where it leads; one with a name before the host does not
// show that, and stays text.
func Pieces(text string) (out []Piece) {
	for text != "" {
		at := strings.Index(text, "http")
		for at >= 0 && !strings.HasPrefix(text[at:], "http://") && !strings.HasPrefix(text[at:], "https://") {
			next := strings.Index(text[at+4:], "http")
			if next < 0 {
				at = -1
				break
			}
			at += 4 + next
		}
		if at < 0 {
			return append(out, Piece{Text: text})
		}
		end := at + strings.IndexAny(text[at:]+" ", " \n\t<>\"")
		for end > at && strings.ContainsRune(".,;:!?)]}'", rune(text[end-1])) {
			end--
		}
		link := text[at:end]
		if at > 0 {
			out = append(out, Piece{Text: text[:at]})
		}
		if u, err := url.Parse(link); err == nil && u.Hostname() != "" && u.User == nil {
			out = append(out, Piece{Text: link, URL: link})
		} else {
			out = append(out, Piece{Text: link})
		}
		text = text[end:]
	}
	return out
}
