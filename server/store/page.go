package store

import (
	"time"

	"github.com/google/uuid"
)

// Page asks for the part of a list that follows a position. Lists are ordered by a time and
// then an id, newest first, so that a row that comes in meanwhile moves no other.
type Page struct {
	Size  int // at most so many; at least 1
	After Position
}

// Position is the place of the last row of a page; the zero value is before the first row.
type Position struct {
	Time time.Time
	ID   uuid.UUID
}

// afterTime returns the time of the position, nil when the page is the first.
func (p Page) afterTime() *time.Time {
	if p.After == (Position{}) {
		return nil
	}
	return &p.After.Time
}
