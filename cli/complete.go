package cli

import (
	"context"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/doc"
)

// bashCompletion asks the program itself what may come next. It needs nothing but bash:
// where no package completes for sudo, none is missed. Words are cut at blanks alone,
// because bash also cuts names before @ and behind : and =; of what was found it is given
// only the part from such a cut on.
const bashCompletion = `# Completion of commonhall for bash. To have it in this shell: source <(commonhall completion bash)
_commonhall() {
    local line=${COMP_LINE:0:COMP_POINT} word words cur cut found directive
    read -ra words <<<"$line"
    cur=
    if [[ $line != *[[:space:]] ]]; then
        cur=${words[-1]}
        unset 'words[-1]'
    fi
    cut=${cur%"${cur##*[@:=]}"}
    cut=${cut%@}
    COMPREPLY=()
    mapfile -t found < <("${words[0]}" __completeNoDesc "${words[@]:1}" "$cur" 2>/dev/null)
    ((${#found[@]})) || return
    directive=${found[-1]#:}
    unset 'found[-1]'
    ((directive & 2)) && compopt -o nospace
    ((directive & 4)) || compopt -o default
    for word in "${found[@]}"; do
        [[ $word == "$cur"* ]] && COMPREPLY+=("${word#"$cut"}")
    done
}
complete -F _commonhall commonhall
`

func newCompletion(s *streams) *cobra.Command {
	return &cobra.Command{Use: "completion SHELL", Short: "Print what makes a shell complete commands, for bash, zsh or fish", Args: cobra.ExactArgs(1),
		Long: "completion prints a script that makes a shell complete commands and flags and, as root, the names of people,\n" +
			"groups, roles, servers, services and environments. Setup installs that of bash, for new shells where the package\n" +
			"bash-completion is there. Otherwise, in a shell's file of settings:\n\n" +
			"  ~/.bashrc:                   source <(commonhall completion bash)\n" +
			"  ~/.zshrc, after compinit:    source <(commonhall completion zsh)\n" +
			"  ~/.config/fish/config.fish:  commonhall completion fish | source",
		ValidArgs: []string{"bash", "zsh", "fish"},
		RunE: func(cmd *cobra.Command, args []string) error {
			switch args[0] {
			case "bash":
				_, err := io.WriteString(s.out, bashCompletion)
				return err
			case "zsh":
				return cmd.Root().GenZshCompletion(s.out)
			case "fish":
				return cmd.Root().GenFishCompletion(s.out, true)
			}
			return commonhall.Errorf(commonhall.InvalidArgument, "There is no completion for %q.", args[0]).WithHint("There is one for bash, zsh and fish.")
		}}
}

// completes makes a command and those below complete what their usage names.
func completes(c *cobra.Command) {
	for flag, kind := range map[string]string{"user": "USER", "group": "GROUP", "env": "ENVIRONMENT", "service": "SERVICE"} {
		if c.LocalNonPersistentFlags().Lookup(flag) != nil {
			_ = c.RegisterFlagCompletionFunc(flag, func(c *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
				return candidates(c, kind, begun)
			})
		}
	}
	if c.ValidArgsFunction == nil && c.ValidArgs == nil && !c.HasSubCommands() {
		kinds := argumentsOf(c)
		c.ValidArgsFunction = func(c *cobra.Command, given []string, begun string) ([]string, cobra.ShellCompDirective) {
			switch {
			case len(kinds) == 0:
				return nil, cobra.ShellCompDirectiveNoFileComp
			case len(given) < len(kinds):
				return candidates(c, kindOf(c, kinds[len(given)]), begun)
			case strings.HasSuffix(kinds[len(kinds)-1], "…"):
				return candidates(c, kindOf(c, kinds[len(kinds)-1]), begun)
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
	}
	for _, below := range c.Commands() {
		completes(below)
	}
}

// argumentsOf returns what a command is given, in the words of its usage: those before a
// flag. One that may be repeated ends in an ellipsis.
func argumentsOf(c *cobra.Command) (out []string) {
	for _, word := range strings.Fields(c.Use)[1:] {
		if strings.HasPrefix(word, "-") || word == "|" {
			break
		}
		if word == "[flags]" {
			continue
		}
		out = append(out, strings.NewReplacer("...", "…", "[/SERVER]", "/SERVER", "[", "", "]", "").Replace(word))
	}
	return out
}

// kindOf says what the word of a usage stands for: NAME depends on the command.
func kindOf(c *cobra.Command, word string) string {
	word = strings.TrimSuffix(word, "…")
	switch parent := c.Parent().Name(); {
	case c.Name() == "add", parent == "user" && c.Name() == "restore":
		return "" // a name that there is not yet, or no more
	case word != "NAME":
		return word
	case parent == "user":
		return "USER"
	case parent == "service":
		return "SERVICE"
	case parent == "env":
		return "ENVIRONMENT"
	}
	return ""
}

// completionTime is how long somebody waits for names after pressing a key.
const completionTime = time.Second

// candidates are what a word of a kind may become. Where the hub does not answer soon, or does
// not speak to whoever asks, there are none, and no word about it.
func candidates(c *cobra.Command, kind, begun string) (out []string, _ cobra.ShellCompDirective) {
	ctx, cancel := context.WithTimeout(context.Background(), completionTime)
	defer cancel()
	r := &remote{streams: &streams{nil, io.Discard, io.Discard}, patience: completionTime}
	r.dir, _ = c.Flags().GetString("dir")
	var path string
	switch kind {
	case "FILE", "FOLDER", "HOME", "COMMAND":
		return nil, cobra.ShellCompDirectiveDefault
	case "PAGE#HEADING":
		for _, p := range doc.Pages() {
			out = append(out, p.Name)
		}
		return fitting(out, begun), cobra.ShellCompDirectiveNoFileComp
	case "NAME/SERVER":
		if name, _, ofServer := strings.Cut(begun, "/"); ofServer {
			return fitting(r.serversOf(ctx, name), begun), cobra.ShellCompDirectiveNoFileComp
		}
		path = "/users?" + url.Values{"name_filter": {begun}, "sort": {"name"}}.Encode()
	case "USER":
		path = "/users?" + url.Values{"name_filter": {begun}, "sort": {"name"}}.Encode()
	case "GROUP":
		path = "/groups"
	case "ROLE":
		path = "/roles"
	case "SERVICE":
		path = "/services"
	case "ENVIRONMENT":
		path = "/environments"
	default:
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return fitting(r.names(ctx, path), begun), cobra.ShellCompDirectiveNoFileComp
}

// names are those of a list of the API, which has them in a list or as keys.
func (r *remote) names(ctx context.Context, path string) (out []string) {
	type named struct{ Name string }
	var list []named
	if path == "/services" {
		var keyed map[string]named
		_ = r.do(ctx, "GET", path, nil, &keyed)
		for name := range keyed {
			out = append(out, name)
		}
		return out
	}
	_ = r.do(ctx, "GET", path, nil, &list)
	for _, n := range list {
		out = append(out, n.Name)
	}
	return out
}

func (r *remote) serversOf(ctx context.Context, name string) (out []string) {
	var u userModel
	_ = r.do(ctx, "GET", userPath(name)+"?include_stopped_servers=1", nil, &u)
	for server := range u.Servers {
		if server != "" {
			out = append(out, name+"/"+server)
		}
	}
	return out
}

// fitting leaves of what was found what goes on from what was begun, in order; and nothing
// that means something to a shell, which somebody may have made a group's name of.
func fitting(found []string, begun string) (out []string) {
	for _, name := range found {
		if strings.HasPrefix(name, begun) && !strings.HasPrefix(name, "-") && !strings.ContainsFunc(name, special) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// special reports whether a letter is more than itself on a command line.
func special(c rune) bool {
	return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune("._@+-/", c)
}
