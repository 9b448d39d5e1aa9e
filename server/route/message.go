package route

// Message is what a team is told of a change: the alert in the order in which a leader reads
// it. Its JSON is what webhooks carry.
type Message struct{}
