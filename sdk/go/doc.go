// Package throughline is the Go client of Throughline: push what customers said, read and watch
// the continuity alerts that come out, and verify webhooks.
//
//	c, err := throughline.New("throughline.example.com:443")
//
// Client holds one generated client for each service, and adds what their use needs: batches that
// fit, pages that follow one another, a watch that resumes. Every call has a deadline, is
// authenticated with the API key, and is tried again where that is safe. Every error is an *Error.
package throughline
