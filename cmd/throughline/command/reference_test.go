package command

import (
	"os"
	"strings"
	"testing"
)

// The page in docs/ says what the commands say.
func TestReferenceIsUpToDate(t *testing.T) {
	for _, variable := range os.Environ() { // flags may show what the environment sets
		if name, value, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "THROUGHLINE_") {
			t.Setenv(name, value) // brings it back afterwards
			_ = os.Unsetenv(name)
		}
	}
	var want strings.Builder
	if err := WriteReference(&want); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../../../docs/cli.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want.String() {
		t.Error("docs/cli.md does not say what the commands say; run 'go run ./tools/cli docs/cli.md' and commit it")
	}
	if home, err := os.UserHomeDir(); err == nil && len(home) > 1 && strings.Contains(want.String(), home) {
		t.Errorf("the page names a folder of this machine, %s", home)
	}
}
