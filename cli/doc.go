package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/doc"
)

// newDoc shows the documentation, which is in the program: where something is wrong
// there may be no internet.
func newDoc(s *streams) *cobra.Command {
	return &cobra.Command{
		Use: "doc [PAGE[#HEADING]]", Short: "Show a page of the documentation, or list what there is", Args: cobra.MaximumNArgs(1),
		Long: "doc shows a page of the documentation of this very version; without a name, the list of them. A page may be\n" +
			"named as a link in another one names it: backup, how-to/backup.md, backup.md#does-it-restore. Long ones are\n" +
			"read with: commonhall doc PAGE | less",
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				for _, p := range doc.Pages() {
					fmt.Fprintf(s.out, "%-36s  %s\n", p.Name, p.Title)
				}
				return nil
			}
			p, ok := doc.Find(args[0])
			if !ok {
				return commonhall.Errorf(commonhall.NotFound, "There is no page %s.", args[0]).WithHint("Those that there are: commonhall doc")
			}
			_, err := fmt.Fprint(s.out, p.Text)
			return err
		},
	}
}
