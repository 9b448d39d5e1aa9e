package app_test

import (
	"os"
	"testing"

	"github.com/throughline-cx/throughline/server/store/embedded"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// dataDir returns a folder for a private Postgres, which any user can enter, unlike t.TempDir.
func dataDir(t *testing.T) string {
	t.Helper()
	dir, err := embedded.ScratchDir("")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}
