package cli

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/environment"
)

func (r *remote) envBuild() *cobra.Command {
	var body struct {
		Title        string             `json:"title"`
		Why          string             `json:"why"`
		Requirements string             `json:"requirements"`
		Conda        string             `json:"conda"`
		Git          environment.Source `json:"git"`
		Packages     []string           `json:"packages"`
		Debian       []string           `json:"apt"`
		Fresh        bool               `json:"fresh"`
		Alone        bool               `json:"alone"`
		Again        bool               `json:"again"`
		Force        bool               `json:"force"`
	}
	var requirements, conda string
	cmd := &cobra.Command{Use: "build NAME [PACKAGE...]", Short: "Build a generation from a list of packages, a file or a repository", Args: cobra.MinimumNArgs(1),
		Long: "build installs packages on top of the current generation, in a sandbox of its own, checks the result as publish\n" +
			"does, and makes it the current generation. An environment that does not exist is made. What fails changes nothing.\n\n" +
			"Of a repository it follows environment.yml, requirements.txt or pyproject.toml, whichever is there first, and\n" +
			"apt.txt, in the folder binder or .binder if there is one. Packages of Debian's are added to what the environment has\n" +
			"of them; servers see them where Debian puts them, and the machine itself keeps what it has. What was built of exactly the same before is taken as it is.",
		RunE: func(cmd *cobra.Command, args []string) error {
			for path, text := range map[string]*string{requirements: &body.Requirements, conda: &body.Conda} {
				if path == "" {
					continue
				}
				b, err := os.ReadFile(path)
				if err != nil {
					return commonhall.Errorf(commonhall.NotFound, "%s cannot be read.", path).Because(err)
				}
				*text = string(b)
			}
			body.Packages = args[1:]
			return r.begin(cmd.Context(), envPath(args[0])+"/builds", body)
		}}
	f := cmd.Flags()
	f.StringVar(&body.Title, "title", "", "what people read, where the environment is new")
	f.StringVar(&body.Why, "why", "", "a sentence for those who look at the generations later")
	f.StringVarP(&requirements, "requirements", "r", "", "a requirements.txt")
	f.StringVarP(&conda, "file", "f", "", "an environment.yml, for micromamba, mamba or conda")
	f.StringSliceVar(&body.Debian, "apt", nil, "a package of Debian's, such as graphviz; may be given again")
	f.StringVar(&body.Git.URL, "git", "", "the address of a repository: https://, http:// or git://")
	f.StringVar(&body.Git.Ref, "ref", "", "a branch, a tag or a commit of it")
	f.StringVar(&body.Git.Path, "path", "", "a folder of it")
	f.BoolVar(&body.Fresh, "fresh", false, "from nothing, instead of on top of the current generation")
	f.BoolVar(&body.Alone, "alone", false, "without the machine's own Python packages: name jupyterlab among yours; with --fresh, or for a new environment")
	f.BoolVar(&body.Again, "again", false, "although the same was built before: what has no version may be newer now")
	f.BoolVar(&body.Force, "force", false, "make it current whatever the checks find")
	cmd.MarkFlagsMutuallyExclusive("requirements", "file", "git")
	return cmd
}

func (r *remote) envTake() *cobra.Command {
	var from, title, why string
	var force bool
	cmd := &cobra.Command{Use: "take NAME --from FOLDER", Short: "Make an environment of a conda prefix or a virtual environment of this machine", Args: cobra.ExactArgs(1),
		Long: "take copies a folder of programs, such as /opt/tljh/user, and changes the place that is written in its files. It\n" +
			"checks the copy as publish does and makes it the current generation. The folder stays as it is; servers must see\n" +
			"it, so it lies below /opt or /usr/local.",
		RunE: func(cmd *cobra.Command, args []string) error {
			return r.begin(cmd.Context(), envPath(args[0])+"/builds", map[string]any{"prefix": filepath.Clean(from), "title": title, "why": why, "force": force})
		}}
	f := cmd.Flags()
	f.StringVar(&from, "from", "", "the folder")
	f.StringVar(&title, "title", "", "what people read, where the environment is new")
	f.StringVar(&why, "why", "", "a sentence for those who look at the generations later")
	f.BoolVar(&force, "force", false, "make it current whatever the checks find")
	_ = cmd.MarkFlagRequired("from")
	return cmd
}

// begin starts a job and follows it. Who interrupts that ends the job too.
func (r *remote) begin(ctx context.Context, path string, body any) error {
	var j jobModel
	if err := r.do(ctx, "POST", path, body, &j); err != nil {
		return err
	}
	err := r.follow(ctx, &j, j.Lines)
	if err == nil || ctx.Err() == nil {
		return r.ended(j, err)
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer cancel()
	if err := r.do(ctx, "DELETE", jobPath(j), nil, nil); err != nil {
		return errors.Join(commonhall.Errorf(commonhall.Unavailable, "It cannot be ended, and goes on.").Because(err), err)
	}
	return r.ended(j, r.follow(ctx, &j, nil))
}

func jobPath(j jobModel) string { return "/jobs/" + url.PathEscape(j.ID) }

// follow prints lines, and what else a job says until it has ended, and keeps in all
// what is known of it.
func (r *remote) follow(ctx context.Context, all *jobModel, lines []string) error {
	for {
		for _, line := range lines {
			if !r.json {
				fmt.Fprintln(plain{r.out}, line)
			}
		}
		if all.Ended != nil {
			return nil
		}
		var j jobModel
		if err := r.do(ctx, "GET", jobPath(*all)+"?from="+strconv.Itoa(all.Next), nil, &j); err != nil {
			return err
		}
		lines = j.Lines
		all.Lines = append(all.Lines, j.Lines...)
		all.Ended, all.Findings, all.Generation, all.Error, all.Next = j.Ended, j.Findings, j.Generation, j.Error, j.Next
	}
}

// ended says how a job ended.
func (r *remote) ended(j jobModel, err error) error {
	if err != nil {
		return err
	}
	if r.json {
		if err := r.print(j, nil); err != nil {
			return err
		}
	}
	if j.Error != nil {
		return commonhall.Errorf(commonhall.FailedPrecondition, "%s", plainText(j.Error.Message)).WithHint(plainText(j.Error.Hint))
	}
	return nil
}
