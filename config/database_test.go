package config

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestDatabaseURL(t *testing.T) {
	for text, want := range map[string]string{
		"postgres://hall@127.0.0.1/hall":                             "",
		"postgresql://hall@db.example.org:5433/hall?sslmode=require": "",
		"postgres://hall@[::1]:5432/hall":                            "",
		"postgres://h%40ll@db/hall?sslrootcert=/etc/ca.pem":          "",
		"postgres://hall:@db/hall":                                   "has a password",
		"postgres://hall:secret@db/hall":                             "has a password",
		"postgres://hall@db/hall?password=secret":                    "has a password",
		"/var/lib/hall.db":                                           "is not the address",
		"hall.db":                                                    "is not the address",
		"host=db user=hall":                                          "is not the address",
		"postgres:hall":                                              "is not the address",
		"postgres://hall@db:port/hall":                               "is not the address",
		"postgres://hall@db/hall#x":                                  "is not the address",
		"postgres://hall@db/%zz":                                     "is not the address",
		"mysql://hall@db/hall":                                       "PostgreSQL only",
		"sqlite:///hall.db":                                          "PostgreSQL only",
		"postgres://db/hall":                                         "no account",
		"postgres://hall@/hall":                                      "no host",
		"postgres://hall@%2Frun%2Fpostgresql/hall":                   "is not the address",
		"postgres://hall@db/hall?host=/run/postgresql":               "no host",
		"postgres://hall@one,two/hall":                               "more than one host",
		"postgres://hall@db":                                         "no database",
		"postgres://hall@db/":                                        "no database",
		"postgres://hall@db/hall/x":                                  "no database",
		"postgres://hall@db/hall?sslmode=prefer":                     "the sslmode \"prefer\"",
		"postgres://hall@db/hall?sslmode=":                           "the sslmode \"\"",
		"postgres://hall@db/hall?options=-csearch_path%3Dx":          "unknown option \"options\"",
		"postgres://hall@db/hall?service=x":                          "unknown option \"service\"",
	} {
		message, hint := databaseURL(text)
		if (want == "") != (message == "") || !strings.Contains(message, want) || (message == "") != (hint == "") {
			t.Errorf("%s: %q, %q, want %q", text, message, hint, want)
		}
	}
}

// Wherever somebody writes a password, and whatever else is wrong there: no
// report repeats it.
func TestPasswordsAreNotRepeated(t *testing.T) {
	const secret = "hunter2"
	for _, src := range []string{
		"database:\n  url: postgres://hall:hunter2@db/hall\n",
		"database:\n  url: postgres://hall:hunter2@db:port/hall\n",
		"database:\n  url: postgres://hall:hunter2/@x@db/hall\n",
		"database:\n  url: postgres://hall:hunter2\n",
		"database:\n  url: postgres://hall@db/hall?password=hunter2\n",
		"database:\n  url: host=db user=hall password=hunter2\n",
		"database:\n  url: \"postgres://hall:hunter2@db/hall\n",
		"database:\n  url: 'postgres://hall:hunter2@db/hall\n  password_file: x\n",
		"database:\n\turl: postgres://hall:hunter2@db/hall\n",
		"database:\n    url: x\n  url: postgres://hall:hunter2@db/hall\n",
		"database:\n  url: [postgres://hall:hunter2@db/hall]\n",
		"database:\n  url: {postgres://hall:hunter2@db/hall: x}\n",
		"database:\n  postgres://hall:hunter2@db/hall\n",
		"database: postgres://hall:hunter2@db/hall\n",
		"database: [\"postgres://hall:hunter2@db/hall\", \n",
		"postgres://hall:hunter2@db/hall\n",
		"postgres://hall:hunter2@db/hall: x\n",
		"database:\n  password: hunter2\n",
		"database:\n  'password': \"hunter2\"\n",
		"servers:\n  memory: postgres://hall:hunter2@db/hall\n",
		"servers:\n  default_app: postgres://hall:hunter2@db/hall\n",
		"auth:\n  first_use: postgres://hall:hunter2@db/hall\n",
	} {
		_, err := Parse("commonhall.yaml", []byte(src), Default())
		if err == nil {
			t.Errorf("this passes:\n%s", src)
			continue
		}
		b, jerr := json.Marshal(err)
		if jerr != nil {
			t.Fatal(jerr)
		}
		if strings.Contains(err.Error()+string(b), secret) {
			t.Errorf("the password is repeated:\n%v\n%s", err, b)
		}
	}
}
