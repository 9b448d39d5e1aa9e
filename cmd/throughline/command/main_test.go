package command

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/app"
	"github.com/throughline-cx/throughline/server/store/embedded"
	"github.com/throughline-cx/throughline/server/store/storetest"
)

// programVariable makes this test program the throughline command itself, for tests that send
// it signals.
const programVariable = "THROUGHLINE_TEST_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(programVariable) != "" {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		code := Run(ctx, os.Args[1:], Standard())
		stop()
		os.Exit(code)
	}
	// The profiles of whoever runs the tests are none of theirs.
	_ = os.Setenv("XDG_CONFIG_HOME", "/nowhere")
	storetest.Main(m)
}

// result is what a command line came to.
type result struct {
	code     int
	out, err string
}

// run executes a command line in this process.
func run(t *testing.T, input string, args ...string) result {
	t.Helper()
	return runColor(t, false, input, args...)
}

func runColor(t *testing.T, color bool, input string, args ...string) result {
	t.Helper()
	var out, err bytes.Buffer
	code := Run(t.Context(), args, Streams{In: strings.NewReader(input), Out: &out, Err: &err, Width: 100, Color: color})
	return result{code, out.String(), err.String()}
}

// want fails the test unless the command ended with code and said each of the words.
func (r result) want(t *testing.T, code int, words ...string) {
	t.Helper()
	if r.code != code {
		t.Errorf("exit code %d, want %d; it said:\n%s%s", r.code, code, r.out, r.err)
	}
	for _, w := range words {
		if !strings.Contains(r.out+r.err, w) {
			t.Errorf("it does not say %q:\n%s%s", w, r.out, r.err)
		}
	}
}

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

// write makes a file in a folder of the test's own and returns its path.
func write(t *testing.T, content string) string {
	t.Helper()
	file, err := os.CreateTemp(t.TempDir(), "file")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteString(content); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Name()
}

// start runs a server in this process until stop is called.
func start(t *testing.T, o app.Options) (a *app.App, stop func()) {
	t.Helper()
	a, err := app.New(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- a.Run(ctx) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("the server did not stop well: %v", err)
		}
	})
	t.Cleanup(stop)
	return a, stop
}

// certificate makes a self-signed certificate for 127.0.0.1 and returns the files of the
// certificate and of its key.
func certificate(t *testing.T) (certFile, keyFile string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return write(t, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert}))),
		write(t, string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})))
}
