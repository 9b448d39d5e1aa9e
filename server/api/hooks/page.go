package hooks

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"net/http"
)

var (
	//go:embed page.html
	pageText string
	//go:embed page.css
	pageStyle    string
	pageTemplate = template.Must(template.New("page").Parse(pageText))
	// pageCSP lets a page do nothing but look as it does and send its form back here.
	pageCSP = "default-src 'none'; style-src 'sha256-" + styleHash() + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

func styleHash() string {
	sum := sha256.Sum256([]byte(pageStyle))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// page is what people see who follow a link.
type page struct {
	Heading string
	Said    string   // what was done, or why not; empty for nothing
	Alert   *present // nil where there is nothing to show
	Ask     *ask     // the act that can be done; nil for none
	More    []ask    // others, each behind a page that asks
}

// ask is a form, which goes to the page's own address, or a link to one.
type ask struct {
	To     string // token of the link; empty for a form
	Button string
	Reason string // what to write why; empty where no reason is asked for
}

// Style is the page's style sheet, which its policy knows by its hash.
func (page) Style() template.CSS { return template.CSS(pageStyle) } //nolint:gosec // it is ours

// write writes a page. The address holds a token: it must not get into other sites' logs, caches or
// search engines.
func (p page) write(w http.ResponseWriter, code int) {
	var out bytes.Buffer
	if err := pageTemplate.Execute(&out, p); err != nil {
		refuse(w, http.StatusInternalServerError, 0, "the page cannot be shown")
		return
	}
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Content-Security-Policy", pageCSP)
	header.Set("Cache-Control", "no-store")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("X-Frame-Options", "DENY")
	header.Set("X-Robots-Tag", "noindex, nofollow")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	w.WriteHeader(code)
	_, _ = w.Write(out.Bytes()) // fails only when the reader has left
}
