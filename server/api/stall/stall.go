// Package stall ends HTTP requests whose client has stopped reading or sending, so that it
// cannot pin a goroutine and its memory for ever.
//
// http.Server's own timeouts bound a whole request, which would cut every long stream; the limits
// here bound one pause.
package stall

import (
	"io"
	"net/http"
	"time"
)

// chunk is how many bytes are written under one deadline: a slow client that does read keeps
// its connection, whatever the size of the answer.
const chunk = 64 << 10

// Limits are how long a client may pause. Zero is no limit.
type Limits struct {
	Write time.Duration // while what was written is not taken
	Read  time.Duration // while a request's body is awaited
}

// Guard applies limits to the requests that next serves. A write or read that a client holds up
// for longer fails with an error that wraps os.ErrDeadlineExceeded or, on HTTP/2, ends the stream.
func Guard(next http.Handler, limits Limits) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		control := http.NewResponseController(w)
		guarded := &writer{ResponseWriter: w, control: control, limit: limits.Write}
		if limits.Read > 0 && r.Body != nil && r.Body != http.NoBody {
			body := &reader{ReadCloser: r.Body, control: control, limit: limits.Read}
			// A copy: net/http must find its own body in its own request, or it takes what was left
			// unread of a refused one for the connection's next request.
			r = r.WithContext(r.Context())
			r.Body = body
		}
		next.ServeHTTP(guarded, r)
		guarded.arm() // for what net/http still has to flush; it clears the deadline afterwards
	})
}

// writer gives each chunk of an answer its own deadline. Errors of setting one are ignored: a
// connection that cannot have deadlines is served without.
type writer struct {
	http.ResponseWriter
	control *http.ResponseController
	limit   time.Duration
}

// Unwrap lets http.ResponseController find what it wraps.
func (w *writer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *writer) arm() {
	if w.limit > 0 {
		_ = w.control.SetWriteDeadline(time.Now().Add(w.limit))
	}
}

// disarm lets a stream be idle: on HTTP/2 a deadline ends even a stream that writes nothing.
func (w *writer) disarm() {
	if w.limit > 0 {
		_ = w.control.SetWriteDeadline(time.Time{})
	}
}

// Write implements http.ResponseWriter.
func (w *writer) Write(p []byte) (int, error) {
	written := 0
	for {
		part := p[written:min(written+chunk, len(p))]
		w.arm()
		n, err := w.ResponseWriter.Write(part)
		written += n
		if err != nil || written >= len(p) {
			w.disarm()
			return written, err
		}
	}
}

// Flush implements http.Flusher.
func (w *writer) Flush() {
	w.arm()
	_ = w.control.Flush() // http.Flusher has no error; the next write reports it
	w.disarm()
}

// reader gives each read of a body its own deadline.
type reader struct {
	io.ReadCloser
	control *http.ResponseController
	limit   time.Duration
}

// Read implements io.Reader. The deadline is taken back afterwards: net/http watches the
// connection for a client that leaves while the handler works.
func (r *reader) Read(p []byte) (int, error) {
	_ = r.control.SetReadDeadline(time.Now().Add(r.limit))
	n, err := r.ReadCloser.Read(p)
	if err == nil || err == io.EOF {
		_ = r.control.SetReadDeadline(time.Time{})
	}
	return n, err
}
