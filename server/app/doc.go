// Package app puts the server together: options, construction, the workers and the doors, and
// an orderly stop. It also runs replays, on a database of their own.
package app
