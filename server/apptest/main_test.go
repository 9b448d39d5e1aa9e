package apptest_test

import (
	"os"
	"testing"

	"github.com/throughline-cx/throughline/server/store/storetest"
)

// serverVariable makes this test program a server that waits to be killed.
const serverVariable = "THROUGHLINE_TEST_APPTEST_SERVER"

func TestMain(m *testing.M) {
	if os.Getenv(serverVariable) != "" {
		serveUntilKilled()
	}
	storetest.Main(m)
}
