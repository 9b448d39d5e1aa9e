// Package intercept is the one chain that every call goes through, whatever its protocol: it
// names the call, survives panics, traces and logs it, limits it, finds out who calls and what
// they may do, validates messages, keeps tenants apart, records what was changed, and gives
// every error its final form.
//
// The chain is a grpc.StreamServerInterceptor that runs before a call's first message is read;
// package bridge shows unary calls to it as streams. What needs the messages sits in RecvMsg.
//
// Messages are never logged, traced or put into errors.
package intercept
