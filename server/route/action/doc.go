// Package action verifies what people do about an alert where they read of it: the signed tokens
// behind buttons and links, the signatures of Slack and Jira, and who may act with which role. It
// does no I/O and gets the clock as an argument; the doors that take requests are in api/hooks.
package action
