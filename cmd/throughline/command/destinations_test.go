package command

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/apptest"
)

var destinationID = regexp.MustCompile(`destination +([0-9a-f-]{36})`)

// secretFile returns a file that holds a secret.
func secretFile(t *testing.T, secret string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(path, []byte(secret+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestDestinationsFromMakingToDeleting(t *testing.T) {
	s := apptest.Start(t)
	t.Setenv("THROUGHLINE_API_KEY", s.Key)
	status := http.StatusNoContent
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }))
	defer hook.Close()
	do := func(input string, args ...string) result {
		return run(t, input, append(append([]string{"destinations"}, args...), "--server", s.GRPCAddr())...)
	}
	made := do("", "create", "webhook", "--name", "bus", "--set", "url="+hook.URL+"/a")
	made.want(t, exitOK, "leads to", hook.URL+"/a", "signing secret", "whsec_", "shown once")
	id := destinationID.FindStringSubmatch(made.out)[1]
	do("", "test", id).want(t, exitOK, "delivered", "204")
	status = http.StatusInternalServerError
	do("", "test", id).want(t, exitFailure, "failed", "the receiver answered 500", "the message did not arrive")
	shown := do("", "get", id)
	shown.want(t, exitOK, "bus", "works")
	if strings.Contains(shown.out, "whsec_") {
		t.Error("the secret is shown again")
	}
	do("", "rotate-secret", id).want(t, exitOK, "whsec_", "The old secret stops at")
	do("", "update", id, "--name", "the bus", "--disable").want(t, exitOK, "the bus", "disabled")
	do("", "update", id, "--enable").want(t, exitOK, "the bus", "works")
	do("", "update", id, "--set", "url="+hook.URL+"/b").want(t, exitOK, hook.URL+"/b")
	do("", "update", id).want(t, exitUsage, "nothing to change")
	run(t, "", "routing", "redeliver", "--destination", id, "--since", "2026-01-01", "--server", s.GRPCAddr()).want(t, exitOK, "0 messages are sent once more")

	token := secretFile(t, "xoxb-1234567890-abcdefghij")
	slack := do("", "create", "slack", "--name", "ops", "--set", "channel=C0123456789", "--secret", "bot_token="+token)
	slack.want(t, exitOK, "Slack channel C0123456789")
	id = destinationID.FindStringSubmatch(slack.out)[1]
	do("", "get", id).want(t, exitOK, "may act there", "nobody")
	do("", "update", id, "--may-act", "U0123ABCD", "--may-act", "U0456EFGH=viewer", "--anybody-may-act").want(t, exitOK, "anybody who reads it, U0123ABCD (reviewer), U0456EFGH (viewer)")
	do("", "update", id, "--may-act", "U1", "--may-act", "U1").want(t, exitFailure, `"U1" is listed twice`)
	do("", "update", id, "--nobody-may-act").want(t, exitOK, "nobody")
	do("xoxb-1234567890-other-one\n", "update", id, "--secret", "bot_token=-").want(t, exitOK, "Slack channel C0123456789")
	do("", "rotate-secret", id).want(t, exitFailure, "only webhooks have a secret that we make")
	jira := do("", "create", "jira", "--set", "url=https://example.atlassian.net", "--set", "user=bot@example.com", "--set", "project=OPS", "--set", "on_regression=link-new", "--secret", "api_token="+token)
	jira.want(t, exitOK, "Jira project OPS at https://example.atlassian.net")
	do("", "create", "email", "--set", "to=a@example.com,b@example.com").want(t, exitFailure, "this server has no mail server", "--smtp-url")
	list := do("", "list", "--json")
	list.want(t, exitOK, `"onRegression":"JIRA_ON_REGRESSION_LINK_NEW"`, "C0123456789")
	if strings.Contains(list.out+slack.out+slack.err, "xoxb-") {
		t.Error("a token is shown")
	}
	do("", "delete", id).want(t, exitOK, "deleted "+id)
	do("", "get", id).want(t, exitFailure, "there is no such resource")
}

func TestDestinationsSayWhatIsWrong(t *testing.T) {
	do := func(args ...string) result { return run(t, "", append([]string{"destinations"}, args...)...) }
	do("create", "pigeon").want(t, exitUsage, "the kind must be one of webhook, slack, teams, email, jira, alertmanager")
	do("create", "slack", "--set", "chanel=C1").want(t, exitUsage, `has no field "chanel"; it has channel, secret bot_token, secret signing_secret`)
	do("create", "slack", "--set", "bot_token=xoxb-hush").want(t, exitUsage, "bot_token is given with --secret bot_token=FILE")
	do("create", "slack", "--secret", "channel=x").want(t, exitUsage, "channel is given with --set channel=VALUE")
	do("create", "slack", "--set", "channel").want(t, exitUsage, "--set must be FIELD=VALUE")
	do("create", "webhook", "--set", "signing_secret=x").want(t, exitUsage, `has no field "signing_secret"; it has url`)
	do("create", "jira", "--set", "on_regression=weep").want(t, exitUsage, `on_regression must be one of reopen, link_new, not "weep"`)
	do("create", "slack", "--may-act", "U1=king").want(t, exitUsage, `--may-act must be ID or ID=ROLE, with role viewer, reviewer or admin, not "U1=king"`)
	do("create", "slack", "--may-act", "=viewer").want(t, exitUsage, "--may-act must be ID or ID=ROLE")
	do("update", "x", "--disable", "--enable").want(t, exitUsage, "exclude each other")
	run(t, "", "routing", "redeliver").want(t, exitUsage, "give the id of a delivery, or --destination")
	run(t, "", "routing", "redeliver", "--destination", "x", "--state", "pending").want(t, exitUsage, "--state must be dead or delivered")
}
