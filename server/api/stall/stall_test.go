package stall_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/api/stall"
)

const limit = 100 * time.Millisecond

// serve serves a handler behind a guard, and returns its address.
func serve(t *testing.T, limits stall.Limits, handler http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(stall.Guard(handler, limits))
	t.Cleanup(server.Close)
	return server.Listener.Addr().String()
}

func request(t *testing.T, address, text string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	fmt.Fprint(c, text)
	return c
}

func expectTimeout(t *testing.T, ended chan error) {
	t.Helper()
	select {
	case err := <-ended:
		if !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("ended with %v", err)
		}
	case <-time.After(20 * time.Second):
		t.Error("still waiting")
	}
}

func TestAWriterIsLetGo(t *testing.T) {
	ended := make(chan error, 1)
	address := serve(t, stall.Limits{Write: limit}, func(w http.ResponseWriter, _ *http.Request) {
		page, err := make([]byte, 1<<20), error(nil)
		for err == nil {
			_, err = w.Write(page)
		}
		ended <- err
	})
	request(t, address, "GET / HTTP/1.1\r\nHost: x\r\n\r\n") // and reads nothing
	expectTimeout(t, ended)
}

func TestAReaderIsLetGo(t *testing.T) {
	ended := make(chan error, 1)
	address := serve(t, stall.Limits{Read: limit}, func(_ http.ResponseWriter, r *http.Request) {
		_, err := io.ReadAll(r.Body)
		ended <- err
	})
	request(t, address, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf") // and sends no more
	expectTimeout(t, ended)
}

// TestSlowIsNotStalled: a client that goes on, however slowly, may take longer than the limit.
func TestSlowIsNotStalled(t *testing.T) {
	const size = 1 << 20
	address := serve(t, stall.Limits{Write: limit, Read: limit}, func(w http.ResponseWriter, r *http.Request) {
		sent, err := io.ReadAll(r.Body)
		if err != nil || string(sent) != "abcd" {
			t.Errorf("%q, %v", sent, err)
		}
		n, err := w.Write(bytes.Repeat([]byte("x"), size))
		if err != nil || n != size {
			t.Errorf("wrote %d, %v", n, err)
		}
	})
	c := request(t, address, "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 4\r\n\r\n")
	for _, b := range "abcd" {
		<-time.After(limit / 2) // the pace is what is tested
		fmt.Fprintf(c, "%c", b)
	}
	answer, err := io.ReadAll(c)
	if err != nil || len(answer) < size {
		t.Errorf("read %d, %v", len(answer), err)
	}
}

// TestAConnectionIsUsedAgain: no deadline of one request is left for the next.
func TestAConnectionIsUsedAgain(t *testing.T) {
	address := serve(t, stall.Limits{Write: limit, Read: limit}, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(w, r.Body)
	})
	c := request(t, address, "")
	for range 3 {
		fmt.Fprint(c, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nok")
		_ = c.SetReadDeadline(time.Now().Add(20 * time.Second))
		buffer := make([]byte, 4096)
		n, err := c.Read(buffer)
		if err != nil || !bytes.HasSuffix(buffer[:n], []byte("ok")) {
			t.Fatalf("%q, %v", buffer[:n], err)
		}
		<-time.After(2 * limit) // longer than any deadline
	}
}
