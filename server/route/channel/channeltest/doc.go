// Package channeltest has what the tests of every kind of destination tell: examples of each sort of
// message, which golden files show, and random ones whose words try to be more than words.
package channeltest
