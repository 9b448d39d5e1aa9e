// Package slacktest stands in for Slack: a server that refuses what Slack refuses, with its codes and
// its limits, and keeps what it takes. Its rules are those that docs.slack.dev gives for the two
// methods and the blocks that are used here.
package slacktest
