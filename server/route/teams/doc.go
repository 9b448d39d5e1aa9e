// Package teams tells teams in channels of Microsoft Teams, through a workflow of Power Automate that
// posts what is sent to its address ("Send webhook alerts to a channel").
//
// A workflow gives back nothing by which a card could be found again, so nothing is edited: each
// change is a card of its own, which says which change it is. The same delivery may be posted twice
// when an answer is lost.
//
// Words stand in text runs, which have no markup: what a customer wrote cannot become a link, and
// stays as it was written. Mentions need a list of whom to mention, and a card of ours has none.
package teams
