package jira

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/schedule"
)

// maxAnswer is how long an answer may be: issues and comments may have 32,767 characters each, and
// their JSON is several times that.
const maxAnswer = 4 << 20

// api makes the requests to one site.
type api struct {
	client        *outbound.Client
	base          string
	authorization string
}

// authorization is how an account proves itself: with its mail address and an API token, else with a
// bearer token.
func authorization(d channel.Destination) string {
	switch {
	case d.Jira.User != "":
		return "Basic " + base64.StdEncoding.EncodeToString([]byte(d.Jira.User+":"+d.Secrets.Token))
	case d.Secrets.Token != "":
		return "Bearer " + d.Secrets.Token
	}
	return ""
}

// callError is an answer that is not the one that was hoped for.
type callError struct {
	result outbound.Result
	fields map[string]string // what is wrong with which field
}

// Error says what was answered.
func (e *callError) Error() string { return e.result.Reason }

// resultOf returns how an attempt went that ended in an error.
func resultOf(err error) outbound.Result {
	var call *callError
	if errors.As(err, &call) {
		return call.result
	}
	return outbound.NotSent(schedule.Failed, err.Error())
}

// status returns the HTTP status of an error; 0 when there was no answer.
func status(err error) int {
	var call *callError
	if errors.As(err, &call) {
		return call.result.Status
	}
	return 0
}

// call makes one request and reads the answer into out, unless out is nil.
func (a api) call(ctx context.Context, method, path string, in, out any) error {
	r := outbound.Request{Method: method, URL: a.base + path, Header: http.Header{"Accept": {"application/json"}}, MaxAnswer: maxAnswer}
	if a.authorization != "" {
		r.Header.Set("Authorization", a.authorization)
	}
	if in != nil {
		body, err := json.Marshal(in)
		if err != nil {
			return &callError{result: outbound.NotSent(schedule.Invalid, "the request cannot be written as JSON: "+err.Error())}
		}
		r.Body = body
		r.Header.Set("Content-Type", "application/json")
	}
	answer, result, err := a.client.Do(ctx, r)
	if err != nil {
		return err
	}
	if result.Outcome != schedule.Delivered {
		return refused(result, answer)
	}
	if out == nil {
		return nil
	}
	if err := json.Unmarshal(answer.Body, out); err != nil {
		return &callError{result: outbound.NotSent(schedule.Failed, "the answer is not Jira's; is the address that of a Jira site?")}
	}
	return nil
}

// refused says what an answer means that is none of success.
func refused(r outbound.Result, answer outbound.Answer) error {
	if r.Status == 0 {
		return &callError{result: r}
	}
	var said struct {
		ErrorMessages []string          `json:"errorMessages"`
		Errors        map[string]string `json:"errors"`
		Message       string            `json:"message"`
	}
	_ = json.Unmarshal(answer.Body, &said) // proxies answer in HTML: then the status is all that is known
	if r.Outcome == schedule.Gone {        // one address of the API is gone, not the project
		r.Outcome = schedule.Failed
	}
	words := said.ErrorMessages
	if said.Message != "" {
		words = append(words, said.Message)
	}
	for _, field := range slices.Sorted(maps.Keys(said.Errors)) {
		words = append(words, field+": "+said.Errors[field])
	}
	r.Reason = fmt.Sprintf("Jira answered %d", r.Status)
	if hint := hint(r.Status, answer.Header); hint != "" {
		r.Reason += ": " + hint
	}
	if len(words) > 0 {
		r.Reason += ": " + excerpt(strings.Join(words, "; "))
	}
	return &callError{result: r, fields: said.Errors}
}

// hint says what to do about a status.
func hint(status int, h http.Header) string {
	login := strings.ToUpper(cmp.Or(h.Get("X-Authentication-Denied-Reason"), h.Get("X-Seraph-LoginReason")))
	switch {
	case strings.Contains(login, "CAPTCHA") || strings.Contains(login, "AUTHENTICATION_DENIED"):
		return "it wants the account to sign in with its browser first and answer a captcha"
	case status == http.StatusUnauthorized:
		return "it does not accept the user or the token"
	case status == http.StatusForbidden:
		return "the account may not do this"
	case status == http.StatusNotFound:
		return "there is no such thing, or the account may not see it"
	}
	return ""
}

// excerpt shortens what a site says of itself.
func excerpt(s string) string {
	const most = 300
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "?")), " ")
	if runes := []rune(s); len(runes) > most {
		return strings.TrimSpace(string(runes[:most])) + "…"
	}
	return s
}
