package importing

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/app"
	"github.com/throughline-cx/throughline/server/apptest"
	"github.com/throughline-cx/throughline/server/ingest/folder"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// fixture is a running server, a folder to import and a place for checkpoints.
type fixture struct {
	*apptest.Server
	t      *testing.T
	client *throughline.Client
	dir    string
	state  string
}

func newFixture(t *testing.T, change ...func(*app.Options)) *fixture {
	t.Helper()
	s := apptest.Start(t, change...)
	return &fixture{Server: s, t: t, client: s.Client(s.Key), dir: t.TempDir(), state: t.TempDir()}
}

// write puts a file into the folder, compressed when its name says so.
func (f *fixture) write(name, content string) {
	f.t.Helper()
	file, err := os.Create(filepath.Join(f.dir, name))
	if err != nil {
		f.t.Fatal(err)
	}
	if strings.HasSuffix(name, ".gz") {
		z := gzip.NewWriter(file)
		_, err = z.Write([]byte(content))
		if err == nil {
			err = z.Close()
		}
	} else {
		_, err = file.WriteString(content)
	}
	if err != nil {
		f.t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		f.t.Fatal(err)
	}
}

// run imports the folder with the fixture's checkpoints.
func (f *fixture) run(o Options) (Result, error) {
	f.t.Helper()
	files, err := folder.Open(f.dir)
	if err != nil {
		f.t.Fatal(err)
	}
	if o.StateDir == "" {
		o.Server, o.StateDir = f.GRPCAddr(), f.state
	}
	return Run(f.t.Context(), f.client, files, o)
}

// checkpoints counts the checkpoints that are kept.
func (f *fixture) checkpoints() int {
	f.t.Helper()
	found, err := filepath.Glob(filepath.Join(f.state, "imports", "*"))
	if err != nil {
		f.t.Fatal(err)
	}
	return len(found)
}

// stored counts the interactions that the server has.
func (f *fixture) stored() int {
	f.t.Helper()
	n := 0
	for _, err := range f.client.ListInteractions(context.Background(), nil) {
		if err != nil {
			f.t.Fatal(err)
		}
		n++
	}
	return n
}

// interactions returns lines of interactions with the numbers from first to last.
func interactions(first, last int) string {
	var b strings.Builder
	for i := first; i <= last; i++ {
		line, err := json.Marshal(map[string]any{
			"external_id": fmt.Sprintf("int-%05d", i), "source": "ticket", "channel": "email",
			"occurred_at": time.Date(2026, 5, 1, 0, i, 0, 0, time.UTC).Format(time.RFC3339),
			"turns":       []map[string]string{{"speaker": "customer", "text": fmt.Sprintf("This is complaint number %d.", i)}},
		})
		if err != nil {
			panic(err)
		}
		b.Write(append(line, '\n'))
	}
	return b.String()
}

// counts returns what became of a file's items: stored, known already, refused.
func counts(t *testing.T, r Result, file string) [3]int64 {
	t.Helper()
	for _, f := range r.Files {
		if f.File == file {
			return [3]int64{f.Accepted + f.Updated, f.Duplicate, f.Conflict + f.Rejected}
		}
	}
	t.Fatalf("%s is not in the result %+v", file, r)
	return [3]int64{}
}

// one returns the value that a query gives, as the superuser.
func (f *fixture) one(query string) string {
	f.t.Helper()
	conn, err := pgx.Connect(f.t.Context(), f.DB.AdminURL)
	if err != nil {
		f.t.Fatal(err)
	}
	defer func() { _ = conn.Close(context.Background()) }()
	var value string
	if err := conn.QueryRow(f.t.Context(), query).Scan(&value); err != nil {
		f.t.Fatal(err)
	}
	return value
}
