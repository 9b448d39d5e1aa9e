package migrations

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// lockKey is the advisory lock that one migrating process holds. Its value means nothing.
const lockKey = 7_203_641_915

const lockInterval = 100 * time.Millisecond

// locked runs f while this process alone migrates the database. It asks again and again and
// does not wait inside the server: a session that waits there holds a snapshot, and CREATE
// INDEX CONCURRENTLY, which waits for snapshots, would never end.
func locked(ctx context.Context, db *sql.DB, f func() error) (err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	tick := time.NewTicker(lockInterval)
	defer tick.Stop()
	for {
		var got bool
		if err := conn.QueryRowContext(ctx, `select pg_try_advisory_lock($1)`, lockKey).Scan(&got); err != nil {
			return err
		}
		if got {
			break
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("another process is migrating this database: %w", ctx.Err())
		case <-tick.C:
		}
	}
	defer func() {
		// The session ends with db, and the lock with it, should this fail.
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), `select pg_advisory_unlock($1)`, lockKey)
	}()
	return f()
}
