// Package hooks takes what people do about an alert where they read of it: buttons in Slack, links
// in mails, issues that are moved in Jira. It verifies each request, finds out who acts with which
// role, and then makes the same calls that clients make, through the same chain of roles, limits,
// validation and audit. What an act finds changed since it was offered does nothing, and is answered
// with the present state.
package hooks
