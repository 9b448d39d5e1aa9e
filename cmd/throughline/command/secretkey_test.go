package command

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestSecretKeyComesFromOnePlace(t *testing.T) {
	const key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
	file := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(file, []byte(key+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		environment, file, command string
		want, wrong                string
	}{
		"nowhere":            {},
		"the environment":    {environment: key, want: key},
		"a file":             {file: file, want: key},
		"a command":          {command: "printf '  %s\\n' " + key, want: key},
		"two places":         {environment: key, file: file, wrong: "give the secret key once"},
		"no such file":       {file: file + "s", wrong: "no such file"},
		"a failing command":  {command: "echo " + key + "; exit 3", wrong: "exit status 3"},
		"a silent command":   {command: "true", wrong: "must give one line"},
		"a talkative one":    {command: "echo " + key + "; echo " + key, wrong: "must give one line"},
		"one without an end": {command: "head -c 100000 /dev/zero | tr '\\0' x", wrong: "must give one line"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("THROUGHLINE_SECRET_KEY", c.environment)
			got, err := secretKey(t.Context(), io.Discard, c.file, c.command)
			if got != c.want || (err == nil) != (c.wrong == "") || err != nil && !strings.Contains(err.Error(), c.wrong) {
				t.Errorf("%q, %v", got, err)
			}
			if err != nil && c.command == "" && strings.Contains(err.Error(), key) {
				t.Errorf("the error shows the key: %v", err)
			}
		})
	}
}
