package bridge

import (
	"strings"

	"connectrpc.com/connect/v2"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

// binarySuffix marks metadata whose values are bytes; HTTP carries them as base64.
const binarySuffix = "-bin"

// reserved are the headers that belong to HTTP and to the RPC protocols. Handlers neither see
// nor set them.
var reserved = map[string]bool{
	"accept": true, "accept-encoding": true, "connection": true, "content-encoding": true,
	"content-length": true, "content-type": true, "date": true, "host": true, "keep-alive": true,
	"proxy-authorization": true, "proxy-connection": true, "te": true, "trailer": true,
	"transfer-encoding": true, "upgrade": true,
}

// isReserved reports whether a header, in lower case, is not metadata. The prefix "trailer-"
// is how Connect sends the trailers of unary calls.
func isReserved(key string) bool {
	return reserved[key] || strings.HasPrefix(key, ":") || strings.HasPrefix(key, "grpc-") ||
		strings.HasPrefix(key, "connect-") || strings.HasPrefix(key, "trailer-")
}

// incoming reads a call's metadata from its header. Host becomes ":authority", as in gRPC.
// The error is INVALID_ARGUMENT, with what could be read, when a "-bin" value is no base64.
func incoming(header *connect.Header) (metadata.MD, error) {
	md := make(metadata.MD, header.Len())
	var failed error
	for name, values := range header.All() {
		key := strings.ToLower(name)
		switch {
		case key == "host":
			md[":authority"] = values
		case isReserved(key):
		case strings.HasSuffix(key, binarySuffix):
			decoded, err := decodeBinary(values)
			if err != nil {
				failed = status.Errorf(codes.InvalidArgument, "header %s is not valid base64", key)
				continue
			}
			md[key] = decoded
		default:
			md[key] = values
		}
	}
	return md, failed
}

// decodeBinary decodes base64 values, padded or not; a comma joins several to one.
func decodeBinary(values []string) ([]string, error) {
	out := make([]string, 0, len(values))
	for _, joined := range values {
		for _, value := range strings.Split(joined, ",") {
			b, err := connect.DecodeBinaryHeader(strings.TrimSpace(value))
			if err != nil {
				return nil, err
			}
			out = append(out, string(b))
		}
	}
	return out, nil
}

// outgoing writes metadata to a header or trailer, reserved keys left out.
func outgoing(to *connect.Header, md metadata.MD) {
	for key, values := range md {
		if isReserved(key) {
			continue
		}
		for _, value := range values {
			if strings.HasSuffix(key, binarySuffix) {
				value = connect.EncodeBinaryHeader([]byte(value))
			}
			to.Add(key, value)
		}
	}
}

// validate applies gRPC's rules for metadata: keys of [0-9a-z_.-], values of printable ASCII
// unless the key says that they are binary. The error is INTERNAL, as it is the handler's fault.
func validate(md metadata.MD) error {
	for key, values := range md {
		if key == "" || strings.Trim(key, "abcdefghijklmnopqrstuvwxyz0123456789_.-") != "" {
			return status.Errorf(codes.Internal, "metadata key %q: only [0-9a-z_.-] may be used", key)
		}
		if strings.HasSuffix(key, binarySuffix) {
			continue
		}
		for _, value := range values {
			if strings.ContainsFunc(value, func(r rune) bool { return r < 0x20 || r > 0x7e }) {
				return status.Errorf(codes.Internal, "metadata %q: a value that is not printable ASCII needs a key that ends in -bin", key)
			}
		}
	}
	return nil
}
