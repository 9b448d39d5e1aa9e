// Package doors opens the ways into the server: native gRPC on one port; Connect, gRPC-Web, gRPC
// and JSON on another. Services are registered once and reached alike through each, always
// behind the one interceptor chain. It owns the limits of the doors and their graceful stop.
package doors
