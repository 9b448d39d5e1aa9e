package bridge

import (
	"slices"
	"strings"
	"testing"

	"connectrpc.com/connect/v2"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"pgregory.net/rapid"
)

func TestMetadataSurvivesTheHeader(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.StringMatching(`x-[0-9a-z_.-]{1,8}`).Draw(t, "key")
		binary := rapid.Bool().Draw(t, "binary")
		var values []string
		if binary {
			key += binarySuffix
			for _, b := range rapid.SliceOfN(rapid.SliceOf(rapid.Byte()), 1, 4).Draw(t, "values") {
				values = append(values, string(b))
			}
		} else {
			key += "-t"
			values = rapid.SliceOfN(rapid.StringMatching(`[ -~]*`), 1, 4).Draw(t, "values")
		}
		md := metadata.MD{key: values}
		if err := validate(md); err != nil {
			t.Fatal(err)
		}
		var header connect.Header
		outgoing(&header, md)
		if binary { // what a proxy may do to repeated headers
			header.Set(key, strings.Join(header.Values(key), ", "))
		}
		back, err := incoming(&header)
		if err != nil || !slices.Equal(back[key], values) {
			t.Fatalf("%q became %q, %v", values, back[key], err)
		}
	})
}

func TestReservedKeysStayOut(t *testing.T) {
	for _, key := range []string{"content-length", "transfer-encoding", "grpc-status", "grpc-status-details-bin", "connect-timeout-ms", "trailer-x", "connection", ":path"} {
		var header connect.Header
		outgoing(&header, metadata.MD{key: {"1"}})
		if header.Len() != 0 {
			t.Errorf("a handler may set %s", key)
		}
		header.Set(key, "1")
		if md, _ := incoming(&header); len(md) != 0 {
			t.Errorf("a handler sees %v", md)
		}
	}
}

func TestMetadataThatCannotBeSentIsRefused(t *testing.T) {
	for _, md := range []metadata.MD{{"": {"x"}}, {"X": {"x"}}, {"a b": {"x"}}, {"x": {"é"}}, {"x": {"a\r\nSet-Cookie: b"}}} {
		if status.Code(validate(md)) != codes.Internal {
			t.Errorf("%v may be sent", md)
		}
	}
}

func FuzzBinaryMetadata(f *testing.F) {
	for _, seed := range []string{"", "AA", "AA==", "/w,/w", "a", "!", "AA=", " , ", "ab-_"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		var header connect.Header
		header.Set("x-bin", value)
		md, err := incoming(&header)
		if err != nil {
			if status.Code(err) != codes.InvalidArgument || md["x-bin"] != nil {
				t.Fatalf("%v with %v", err, md)
			}
			return
		}
		var again connect.Header
		outgoing(&again, md)
		back, err := incoming(&again)
		if err != nil || !slices.Equal(back["x-bin"], md["x-bin"]) {
			t.Fatalf("%q became %q, %v", md["x-bin"], back["x-bin"], err)
		}
	})
}
