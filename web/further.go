package web

// markFurther says how many named servers each person on the page has: the page has room
// for the default one, and theirs for all.
func (d *Door) markFurther(v *visit, view *AdminView) error {
	for i := range view.People {
		row := &view.People[i]
		all, err := d.servers.Servers(v.Context(), row.Name)
		if err != nil {
			return err
		}
		for _, s := range all {
			if s.Name == "" {
				continue
			}
			row.Further++
			if s.State.Active() {
				row.FurtherRun++
			}
		}
	}
	return nil
}
