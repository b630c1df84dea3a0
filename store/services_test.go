package store

import (
	"fmt"
	"testing"

	"commonhall"
)

// TestServices: records are written, changed and forgotten; two services never share an account.
func TestServices(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db, ctx := e.with(t), t.Context()
		cull := commonhall.ServiceRecord{Name: "cull", Account: 0, Run: "600200950-a", Made: "x", Created: noon()}
		far := commonhall.ServiceRecord{Name: "Far", Spec: `{"url":"http://h"}`, Account: -1, Created: noon()}
		other := commonhall.ServiceRecord{Name: "other", Account: -1, Created: noon()}
		for _, r := range []commonhall.ServiceRecord{cull, far, other} {
			must(t, db.SaveService(ctx, r))
		}
		cull.Run, cull.Made = "600200950-b", "y"
		must(t, db.SaveService(ctx, cull))
		other.Account = 0
		if err := db.SaveService(ctx, other); err == nil {
			t.Error("two services have one account")
		}
		other.Account = -1
		are := func(want ...commonhall.ServiceRecord) {
			t.Helper()
			if got, err := db.Services(ctx); err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("there are %+v, %v; want %+v", got, err, want)
			}
		}
		are(far, cull, other)
		must(t, db.RemoveService(ctx, "Far"))
		must(t, db.RemoveService(ctx, "Far"))
		are(cull, other)
	})
}
