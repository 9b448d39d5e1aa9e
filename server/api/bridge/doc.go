// Package bridge serves services written for grpc-go over HTTP, through the Connect, gRPC-Web
// and gRPC protocols, on HTTP/1.1 and HTTP/2.
//
// It stands in for *grpc.Server: services register with it as they do there, metadata, peers,
// deadlines and status errors look to them as they do there, and one grpc.StreamServerInterceptor
// runs around every call. Unary calls are streams of one message each way here, so that the
// interceptor decides about a call before its message is read.
//
// It is the only importer of connectrpc.com/connect/v2; nothing of that module leaves it.
package bridge
