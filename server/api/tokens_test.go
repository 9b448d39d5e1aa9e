package api

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// A token opens for the key and scope that it was made for, with the position that it was made
// with, and for nothing else.
func TestTokensOpenOnlyWhatTheySeal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key, scope := rapid.SliceOf(rapid.Byte()).Draw(t, "key"), rapid.SliceOf(rapid.Byte()).Draw(t, "scope")
		position := timePosition{Time: time.UnixMicro(rapid.Int64Range(0, 1<<52).Draw(t, "time")).UTC(), ID: uuid.UUID(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id"))}
		token, err := newTokens(key).seal(scope, position)
		if err != nil {
			t.Fatal(err)
		}
		if len(token) > 1024 {
			t.Fatalf("a token of %d characters; requests take 1024", len(token))
		}
		var back timePosition
		if err := newTokens(key).open(scope, token, &back); err != nil || back != position {
			t.Fatalf("opened %+v (%v), want %+v", back, err, position)
		}
		other := rapid.SliceOf(rapid.Byte()).Filter(func(b []byte) bool { return !bytes.Equal(b, scope) }).Draw(t, "other")
		if newTokens(key).open(other, token, &back) == nil {
			t.Fatal("it opens for another scope")
		}
		if newTokens(append([]byte("x"), key...)).open(scope, token, &back) == nil {
			t.Fatal("it opens with another key")
		}
	})
}

// Whatever a client sends as a token, only what was made here may open. (Base64
// overlooks line ends and spare bits.)
func FuzzOpenToken(f *testing.F) {
	tokens := newTokens([]byte("key"))
	good, err := tokens.seal([]byte("scope"), 7)
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{"", "!", "AAAA", good, good[:len(good)-1], good + "A", spoilt(good)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, token string) {
		var position int
		err := tokens.open([]byte("scope"), token, &position)
		if (err == nil) != (position == 7) || token == good && err != nil {
			t.Errorf("%q: position %d, error %v", token, position, err)
		}
	})
}

// Two kinds of requests that look alike on the wire must not share tokens.
func TestScopesTellRequestsApart(t *testing.T) {
	alike := []pageRequest{
		&v1.ListRoutesRequest{Parent: parent}, &v1.ListDestinationsRequest{Parent: parent}, &v1.ListRoutesRequest{Parent: "tenants/other"},
	}
	for i, a := range alike {
		for j, b := range alike {
			if same := bytes.Equal(must(pageScope(a)), must(pageScope(b))); same != (i == j) {
				t.Errorf("scopes of %v and %v: same %v", a, b, same)
			}
		}
	}
	first, later := &v1.ListRoutesRequest{Parent: parent, PageSize: 5}, &v1.ListRoutesRequest{Parent: parent, PageSize: 9, PageToken: "x"}
	if !bytes.Equal(must(pageScope(first)), must(pageScope(later))) {
		t.Error("another page of the same list has another scope")
	}
}
