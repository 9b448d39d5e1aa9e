// Package story says what teams are told, in the order in which a leader reads it: what broke, in
// which state it is, what is asked of the reader, what customers say, how many they are, what it
// costs, who owns it, what to do, why it is told now, what cannot be seen and what changed since.
//
// It knows words and their roles, and nothing of how they look: a text for a terminal, a chat or a
// mail renders the same story, so that both owners read the same wherever they are told. It is pure,
// and every string that it gives out is one line of valid UTF-8 without control and direction
// characters. What customers and tenants wrote is in it as they wrote it; whoever renders it escapes
// what would mean something where it is shown.
package story
