package alert

// Remind notes that the owners of a break which never fired are told of it because much is at stake,
// though few complain. The alert's state stays as it is.
func Remind(a Alert, j Judgement, why string) (Alert, Change) {
	before, at := a, j.At
	a.Handling.Reminded = &at
	after, c, _ := a.changed(Change{From: a.State, To: a.State, Reason: why}, before, j)
	return after, c
}
