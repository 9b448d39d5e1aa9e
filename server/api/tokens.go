package api

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/store"
)

// tokens makes and checks page tokens and resume tokens. A token holds a position, and is bound
// by a keyed hash to the method, tenant and filters that it was made for.
type tokens struct{ key []byte }

func newTokens(key []byte) *tokens { return &tokens{key} }

// errToken means that a token was not made here, or not for this request.
var errToken = errors.New("token refused")

const tagLength = 16

// seal returns a token that holds position and opens for the same scope only.
func (t *tokens) seal(scope []byte, position any) (string, error) {
	body, err := json.Marshal(position)
	if err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(append(t.tag(scope, body), body...)), nil
}

// open reads the position that a token holds.
func (t *tokens) open(scope []byte, token string, position any) error {
	data, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(data) < tagLength || !hmac.Equal(data[:tagLength], t.tag(scope, data[tagLength:])) {
		return errToken
	}
	return json.Unmarshal(data[tagLength:], position)
}

func (t *tokens) tag(scope, body []byte) []byte {
	h := hmac.New(sha256.New, t.key)
	h.Write(sha256Of(scope))
	h.Write(body)
	return h.Sum(nil)[:tagLength]
}

func sha256Of(data []byte) []byte {
	sum := sha256.Sum256(data)
	return sum[:]
}

// scopeOf is what a token is bound to: the kind of the request and everything in it. The
// caller clears the fields that may differ from page to page.
func scopeOf(request proto.Message) ([]byte, error) {
	body, err := proto.MarshalOptions{Deterministic: true}.Marshal(request)
	return append([]byte(request.ProtoReflect().Descriptor().FullName()+"\x00"), body...), err
}

// pageRequest is a request for a page of a list.
type pageRequest interface {
	proto.Message
	GetPageSize() int32
	GetPageToken() string
}

// pageScope clears the fields that differ from page to page.
func pageScope(request pageRequest) ([]byte, error) {
	clean := proto.Clone(request)
	fields := clean.ProtoReflect().Descriptor().Fields()
	clean.ProtoReflect().Clear(fields.ByName("page_size"))
	clean.ProtoReflect().Clear(fields.ByName("page_token"))
	return scopeOf(clean)
}

// timePosition is what the page token of a list in order of time holds.
type timePosition struct {
	Time time.Time `json:"t"`
	ID   uuid.UUID `json:"i"`
}

// before reports whether p comes before o where the oldest comes first.
func (p timePosition) before(o timePosition) bool {
	if c := p.Time.Compare(o.Time); c != 0 {
		return c < 0
	}
	return bytes.Compare(p.ID[:], o.ID[:]) < 0
}

// page reads which page a request asks for. It asks for one row more than fits, to see whether
// there is another page.
func (t *tokens) page(request pageRequest, fallback int) (store.Page, error) {
	p := store.Page{Size: size(request.GetPageSize(), fallback) + 1}
	if request.GetPageToken() == "" {
		return p, nil
	}
	var at timePosition
	if err := t.openPage(request, &at); err != nil {
		return p, err
	}
	p.After = store.Position{Time: at.Time, ID: at.ID}
	return p, nil
}

// openPage reads the position in a request's page token.
func (t *tokens) openPage(request pageRequest, position any) error {
	scope, err := pageScope(request)
	if err != nil {
		return err
	}
	if err := t.open(scope, request.GetPageToken(), position); err != nil {
		return tokenRefused("page_token was not made for this request; list from the first page again, with the same filters")
	}
	return nil
}

// tokenRefused says why a page token does not lead on.
func tokenRefused(why string) error {
	return intercept.Errorf(codes.InvalidArgument, throughlinev1.ErrorReason_ERROR_REASON_PAGE_TOKEN_INVALID, "%s", why)
}

// nextPage returns the token of the page after a position.
func (t *tokens) nextPage(request pageRequest, position any) (string, error) {
	scope, err := pageScope(request)
	if err != nil {
		return "", err
	}
	return t.seal(scope, position)
}

// cut leaves out the row that was asked for beyond the page, and makes the token of the page
// after it.
func cut[T any](t *tokens, request pageRequest, p store.Page, rows []T, position func(T) timePosition) ([]T, string, error) {
	if len(rows) < p.Size {
		return rows, "", nil
	}
	rows = rows[:p.Size-1]
	token, err := t.nextPage(request, position(rows[len(rows)-1]))
	return rows, token, err
}
