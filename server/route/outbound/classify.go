package outbound

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/throughline-cx/throughline/server/route/schedule"
)

// Classify says what an answer means, as Standard Webhooks has it. A Retry-After that is a date counts from now.
func Classify(status int, header http.Header, now time.Time) Result {
	r := Result{Status: status}
	switch {
	case status >= 200 && status <= 299:
		r.Outcome = schedule.Delivered
		return r
	case status == http.StatusGone:
		r.Outcome, r.Reason = schedule.Gone, "the receiver answered 410: it wants no more messages"
		return r
	case status == http.StatusTooManyRequests, status == http.StatusBadGateway, status == http.StatusGatewayTimeout:
		r.Outcome = schedule.Throttled
	default:
		r.Outcome = schedule.Failed
	}
	r.RetryAfter = retryAfter(header.Get("Retry-After"), now)
	r.Reason = fmt.Sprintf("the receiver answered %d", status)
	if status >= 300 && status <= 399 {
		r.Reason += ": redirects are not followed; save the new address instead"
	}
	return r
}

// retryAfter reads a Retry-After header, seconds or an HTTP date: how long to wait from now, at
// most schedule.MaxRetryAfter. It is 0 when there is none, when it cannot be read or is past.
func retryAfter(value string, now time.Time) time.Duration {
	value = strings.TrimSpace(value)
	if seconds, err := strconv.ParseUint(value, 10, 64); err == nil || errors.Is(err, strconv.ErrRange) {
		return time.Duration(min(seconds, uint64(schedule.MaxRetryAfter/time.Second))) * time.Second
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	return min(max(at.Sub(now), 0), schedule.MaxRetryAfter)
}

// noAnswer says what it means that there was no answer. The errors of net/http hold the whole
// address, token included, so their text goes nowhere.
func (c *Client) noAnswer(err error) Result {
	var forbidden *ForbiddenError
	if errors.As(err, &forbidden) {
		// Which address a name has inside our network is nobody's business outside.
		return NotSent(schedule.Refused, "the name of the receiver leads to an address that is not public: it is "+forbidden.Why)
	}
	return NotSent(schedule.Failed, c.describe(err))
}

func (c *Client) describe(err error) string {
	var lookup *net.DNSError
	var certificate *tls.CertificateVerificationError
	var notTLS tls.RecordHeaderError
	var alert tls.AlertError
	var timeout net.Error
	switch {
	case errors.As(err, &lookup) && lookup.IsNotFound:
		return "the name of the receiver is not known to the DNS"
	case errors.As(err, &lookup):
		return "the name of the receiver could not be looked up"
	case errors.As(err, &certificate):
		return "the receiver's certificate is not valid: " + certificate.Err.Error()
	case errors.Is(err, http.ErrSchemeMismatch), errors.As(err, &notTLS), errors.As(err, &alert):
		return "the receiver speaks no TLS that we do"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Sprintf("no answer within %s", c.options.Timeout)
	case errors.Is(err, syscall.ECONNREFUSED):
		return "the receiver refused the connection"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "the receiver closed the connection before it answered"
	}
	return "the request failed before an answer came"
}
