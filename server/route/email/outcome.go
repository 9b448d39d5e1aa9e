package email

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/emersion/go-smtp"

	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/schedule"
)

// result says what became of an attempt, where so many recipients had the message before it.
func (t transaction) result(before int, timeout time.Duration) outbound.Result {
	if t.err != nil {
		return failure(t.err, t.stage, timeout)
	}
	if len(t.refused) == 0 {
		return outbound.Result{Result: schedule.Result{Outcome: schedule.Delivered}}
	}
	later := slices.ContainsFunc(t.refused, func(r refusal) bool { return !permanent(r.err) })
	reason := t.refusals(before)
	switch {
	case later:
		return outbound.NotSent(t.patience(), reason)
	case before+len(t.accepted) > 0:
		return outbound.NotSent(schedule.Delivered, reason)
	case !slices.ContainsFunc(t.refused, func(r refusal) bool { return !noMailbox(r.err) }):
		return outbound.NotSent(schedule.Gone, reason)
	}
	return outbound.NotSent(schedule.Failed, reason)
}

// patience says how recipients are to be tried again.
func (t transaction) patience() schedule.Outcome {
	if slices.ContainsFunc(t.refused, func(r refusal) bool { return overloaded(r.err) }) {
		return schedule.Throttled
	}
	return schedule.Failed
}

// refusals says how many recipients were refused, and of the first what was said.
func (t transaction) refusals(before int) string {
	first := t.refused[0]
	if i := slices.IndexFunc(t.refused, func(r refusal) bool { return !permanent(r.err) }); i >= 0 {
		first = t.refused[i]
	}
	all := before + len(t.accepted) + len(t.refused)
	who := "the recipient was refused: "
	if all > 1 {
		who = fmt.Sprintf("%d of %d recipients were refused, such as %s: ", len(t.refused), all, first.to)
	}
	return who + said(first.err)
}

// failure says what it means that an attempt broke off at a stage.
func failure(err error, stage string, timeout time.Duration) outbound.Result {
	var answer *smtp.SMTPError
	if !errors.As(err, &answer) {
		return outbound.NotSent(schedule.Failed, describe(err, timeout))
	}
	outcome := schedule.Failed
	switch {
	case overloaded(err):
		outcome = schedule.Throttled
	case stage == "the message" && unfit(answer):
		outcome = schedule.Invalid
	}
	return outbound.NotSent(outcome, "the mail server does not accept "+stage+": "+said(err))
}

// permanent reports whether it is of no use to ask again.
func permanent(err error) bool {
	var answer *smtp.SMTPError
	return errors.As(err, &answer) && answer.Code >= 500
}

// overloaded reports whether the mail server wants fewer messages: it closes the connection (421),
// has no room (452), or says by its enhanced code that there were too many.
func overloaded(err error) bool {
	var answer *smtp.SMTPError
	if !errors.As(err, &answer) {
		return false
	}
	e := answer.EnhancedCode
	return answer.Code == 421 || answer.Code == 452 || e == smtp.EnhancedCode{4, 3, 2} || e == smtp.EnhancedCode{4, 4, 5} || e == smtp.EnhancedCode{4, 5, 3}
}

// noMailboxCodes are the enhanced codes (RFC 3463, RFC 7505) that say of a recipient that there is no
// such mailbox, or no longer.
var noMailboxCodes = []smtp.EnhancedCode{{5, 1, 1}, {5, 1, 2}, {5, 1, 3}, {5, 1, 6}, {5, 1, 10}, {5, 2, 1}}

func noMailbox(err error) bool {
	var answer *smtp.SMTPError
	return errors.As(err, &answer) && slices.Contains(noMailboxCodes, answer.EnhancedCode)
}

// unfit reports whether the message itself is refused, and will be each time: it is too long (552), or
// its form is not accepted.
func unfit(answer *smtp.SMTPError) bool {
	e := answer.EnhancedCode
	return answer.Code == 552 || answer.Code == 555 || e == smtp.EnhancedCode{5, 3, 4} || answer.Code >= 500 && e[0] == 5 && e[1] == 6
}

// said returns what the mail server said, in one short line.
func said(err error) string {
	var answer *smtp.SMTPError
	if !errors.As(err, &answer) {
		return "it cannot be written to"
	}
	text := strings.Join(strings.Fields(strings.ToValidUTF8(answer.Message, "?")), " ")
	const most = 200
	if runes := []rune(text); len(runes) > most {
		text = strings.TrimSpace(string(runes[:most])) + "…"
	}
	code := fmt.Sprint(answer.Code)
	if e := answer.EnhancedCode; e[0] > 0 {
		code += fmt.Sprintf(" %d.%d.%d", e[0], e[1], e[2])
	}
	return strings.TrimSpace(code + " " + text)
}

// describe says why there was no answer. The mail server is the operator's: its name and address are
// not told to customers.
func describe(err error, timeout time.Duration) string {
	var lookup *net.DNSError
	var certificate *tls.CertificateVerificationError
	var notTLS tls.RecordHeaderError
	switch {
	case errors.Is(err, errNoTLS), errors.Is(err, errNoLogin):
		return err.Error()
	case errors.As(err, &lookup):
		return "the name of the mail server could not be looked up"
	case errors.As(err, &certificate):
		return "the mail server's certificate is not valid: " + certificate.Err.Error()
	case errors.As(err, &notTLS):
		return "the mail server speaks no TLS that we do"
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Sprintf("the mail server did not finish within %s", timeout)
	case errors.Is(err, syscall.ECONNREFUSED):
		return "the mail server refused the connection"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, net.ErrClosed):
		return "the mail server closed the connection before it had taken the message"
	case strings.HasPrefix(err.Error(), "smtp: "): // the library says what it does not like
		return "the mail server cannot be spoken to: " + strings.TrimPrefix(err.Error(), "smtp: ")
	}
	return "the mail server could not be spoken to"
}
