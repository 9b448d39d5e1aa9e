package doors

import (
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"
)

// errTooLarge ends the reading of a body that holds more than it may.
var errTooLarge = errors.New("the request is too large")

// limitBody unpacks bodies, and bounds how much of each message is read: before and after it is
// unpacked, so that neither a large body nor a small one that unpacks to a large one fills the
// memory.
func limitBody(next http.Handler, limit int) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b := &body{raw: r.Body, reader: r.Body, limit: limit}
		b.next()
		switch encoding := strings.ToLower(r.Header.Get("Content-Encoding")); encoding {
		case "", "identity":
		case "gzip":
			b.reader = &unpacking{packed: r.Body}
		default:
			w.Header().Set("Accept-Encoding", "gzip")
			http.Error(w, "Content-Encoding may be gzip or identity, not "+encoding, http.StatusUnsupportedMediaType)
			return
		}
		r = r.WithContext(r.Context()) // net/http keeps its own request as it is, see stall.Guard
		r.Body = b
		next.ServeHTTP(w, r)
	})
}

// body is a request's body of which only so much may be read.
type body struct {
	raw      io.Closer
	reader   io.Reader
	limit    int
	left     int
	exceeded bool // more was there than may be
}

// next lets the whole limit be read again: a stream's next message begins.
func (b *body) next() { b.left = b.limit }

// Read implements io.Reader.
func (b *body) Read(p []byte) (int, error) {
	if b.exceeded {
		return 0, errTooLarge
	}
	n, err := b.reader.Read(p[:min(len(p), b.left+1)]) // one more, to see whether there is more
	if n > b.left {
		b.exceeded = true
		return b.left, errTooLarge
	}
	b.left -= n
	return n, err
}

// Close implements io.Closer.
func (b *body) Close() error { return b.raw.Close() }

// unpacking unpacks gzip as it is read. The header is read with the first bytes, so that making
// one never blocks or fails.
type unpacking struct {
	packed io.Reader
	gzip   *gzip.Reader
}

// Read implements io.Reader.
func (u *unpacking) Read(p []byte) (int, error) {
	if u.gzip == nil {
		z, err := gzip.NewReader(u.packed)
		if err != nil {
			return 0, err
		}
		u.gzip = z
	}
	return u.gzip.Read(p)
}
