package jira

import "time"

// SetTimeout sets how long an attempt may take.
func (c *Channel) SetTimeout(d time.Duration) { c.timeout = d }
