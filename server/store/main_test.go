package store_test

import (
	"testing"

	"github.com/throughline-cx/throughline/server/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }
