package assist

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/hashicorp/go-cleanhttp"
	"github.com/hashicorp/go-retryablehttp"
)

const (
	mostAnswerBytes = 1 << 20          // of an answer's body
	longestPause    = 10 * time.Second // before a request is repeated, whatever the endpoint asks for
	firstPause      = 500 * time.Millisecond
)

// errSpent stops a repetition for which there is no budget left.
var errSpent = errors.New("the budget of the day is spent")

// errOversized is that of an answer whose rest is not read.
var errOversized = fmt.Errorf("the answer has more than %d bytes", mostAnswerBytes)

// client speaks to one endpoint.
type client struct {
	settings Settings
	http     *http.Client
	pause    time.Duration // before the first repetition; doubled each time
}

func newClient(s Settings) *client {
	return &client{settings: s, pause: firstPause, http: &http.Client{
		Transport: cleanhttp.DefaultPooledTransport(),
		Timeout:   s.Timeout,
		// A redirection would carry customers' words to where nobody said they may go.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// completion is what is read of an answer's body.
type completion struct {
	Choices []struct {
		Message struct {
			Content string `json:"content"`
			Refusal string `json:"refusal"`
		} `json:"message"`
		FinishReason string `json:"finish_reason"`
	} `json:"choices"`
	Usage struct {
		TotalTokens int64 `json:"total_tokens"`
	} `json:"usage"`
}

// statusError is an answer that is none.
type statusError int

func (e statusError) Error() string {
	return fmt.Sprintf("the endpoint answers with status %d", int(e))
}

// complete asks, again where it may, and returns the text of the answer and what it cost. spend
// is called before every repetition and may refuse it. Errors hold no word of the answer, which
// might repeat the customer's words or the key.
func (c *client) complete(ctx context.Context, q question, spend func() error) (content string, tokens int64, err error) {
	request, err := c.request(ctx, q)
	if err != nil {
		return "", 0, err
	}
	response, err := c.repeating(spend).Do(request)
	if err != nil {
		return "", 0, err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return "", 0, statusError(response.StatusCode)
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, mostAnswerBytes+1))
	if err != nil {
		return "", 0, err
	}
	if len(body) > mostAnswerBytes {
		return "", 0, errOversized
	}
	return contentOf(body)
}

func (c *client) request(ctx context.Context, q question) (*retryablehttp.Request, error) {
	body, err := json.Marshal(q)
	if err != nil {
		return nil, err
	}
	r, err := retryablehttp.NewRequestWithContext(ctx, http.MethodPost, c.settings.BaseURL+"/chat/completions", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json")
	if key := c.settings.APIKey.reveal(); key != "" {
		r.Header.Set("Authorization", "Bearer "+key)
	}
	return r, nil
}

// repeating returns a client for one question.
func (c *client) repeating(spend func() error) *retryablehttp.Client {
	return &retryablehttp.Client{
		HTTPClient: c.http, RetryMax: c.settings.Retries, RetryWaitMin: c.pause, RetryWaitMax: longestPause,
		Backoff: retryablehttp.DefaultBackoff, ErrorHandler: retryablehttp.PassthroughErrorHandler,
		CheckRetry: c.checkRetry(spend),
	}
}

// checkRetry decides whether to repeat a request. It counts the requests itself, so that the
// last one is not followed by another's price.
func (c *client) checkRetry(spend func() error) retryablehttp.CheckRetry {
	made := 0
	return func(ctx context.Context, r *http.Response, err error) (bool, error) {
		made++
		again, policyErr := retryablehttp.DefaultRetryPolicy(ctx, r, err)
		if !again || made > c.settings.Retries || asksForLonger(r) {
			if policyErr != nil && r != nil {
				_ = r.Body.Close()
			}
			return false, policyErr
		}
		if err := spend(); err != nil {
			if r != nil {
				_ = r.Body.Close()
			}
			return false, err
		}
		return true, nil
	}
}

// asksForLonger reports whether an endpoint wants to be left alone for longer than a question
// waits.
func asksForLonger(r *http.Response) bool {
	if r == nil {
		return false
	}
	after := r.Header.Get("Retry-After")
	if seconds, err := strconv.ParseInt(after, 10, 64); err == nil {
		return seconds > int64(longestPause/time.Second)
	}
	until, err := http.ParseTime(after)
	return err == nil && time.Until(until) > longestPause
}

// contentOf returns the text of an answer's only choice.
func contentOf(body []byte) (content string, tokens int64, err error) {
	var c completion
	if err := json.Unmarshal(body, &c); err != nil {
		return "", 0, errUnreadable
	}
	tokens = max(0, c.Usage.TotalTokens)
	if len(c.Choices) != 1 || c.Choices[0].Message.Refusal != "" || c.Choices[0].FinishReason == "length" {
		return "", tokens, errUnreadable
	}
	return c.Choices[0].Message.Content, tokens, nil
}
