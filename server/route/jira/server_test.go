package jira_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// The account that the site knows. The token must never come back in a reason.
const (
	account = "bot@example.com"
	token   = "hush-6f1d"
)

type object = map[string]any

// site is a Jira site as far as the channel needs one: it keeps issues, and refuses what the published
// reference of the REST API version 3 does not allow, with the answers that Jira gives.
type site struct {
	*httptest.Server

	mu     sync.Mutex
	issues []*stored
	links  []string                // "10001 10002", the smaller id first
	asked  []string                // the requests: "POST /issue"
	bodies map[string][]object     // of each kind of request
	screen []string                // the optional fields that issues have
	ways   map[string][]object     // transitions by status
	unseen bool                    // the search does not know of new issues yet
	limit  int                     // characters of a description
	answer func(n int) (code int)  // in place of the answer to the n-th request, from 1; 0 for none
	lose   func(n int) (lost bool) // the answer to the n-th request, which is done all the same
}

type stored struct {
	id, key  string
	fields   object
	comments []object
}

// schema is the published one of documents.
var schema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	return jsonschema.NewCompiler().Compile("testdata/adf.schema.json")
})

// fine are documents that the schema has been asked about.
var fine sync.Map

// document says what is wrong with a document.
func document(v any) error {
	text, _ := json.Marshal(v)
	if _, known := fine.Load(string(text)); known {
		return nil
	}
	schema, err := schema()
	if err == nil {
		err = schema.Validate(v)
	}
	if err == nil {
		fine.Store(string(text), true)
	}
	return err
}

func newSite(t testing.TB) *site {
	t.Helper()
	s := &site{bodies: map[string][]object{}, screen: []string{"priority", "duedate", "labels"}, limit: 32767}
	s.ways = map[string][]object{
		"To Do":       {way("11", "In Progress", "indeterminate"), way("21", "Done", "done")},
		"In Progress": {way("21", "Done", "done")},
		"Done":        {way("31", "To Do", "new")},
	}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

// way is a transition to a status of a category.
func way(id, name, category string) object {
	return object{"id": id, "name": "to " + name, "to": object{"name": name, "statusCategory": object{"key": category}}, "fields": object{}}
}

func (s *site) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	path, ours := strings.CutPrefix(r.URL.Path, "/rest/api/3")
	kind := r.Method + " " + regexp.MustCompile(`/\d+`).ReplaceAllString(path, "/N")
	s.asked = append(s.asked, kind)
	n := len(s.asked)
	code, answer := 404, any(wrong("no such address"))
	if user, word, ok := r.BasicAuth(); !ok || user != account || word != token {
		code, answer = 401, object{"message": "Client must be authenticated to access this resource.", "status-code": 401}
	} else if s.answer != nil && s.answer(n) > 0 {
		code, answer = s.answer(n), wrong("made to fail")
	} else if ours {
		code, answer = s.handle(kind, strings.Split(strings.Trim(path, "/"), "/"), r)
	}
	if s.lose != nil && s.lose(n) {
		panic(http.ErrAbortHandler)
	}
	w.Header().Set("Content-Type", "application/json;charset=UTF-8")
	w.WriteHeader(code)
	if code != http.StatusNoContent {
		json.NewEncoder(w).Encode(answer)
	}
}

func wrong(messages ...string) object { return object{"errorMessages": messages, "errors": object{}} }

func wrongFields(fields object) (int, any) {
	return 400, object{"errorMessages": []string{}, "errors": fields}
}

func (s *site) handle(kind string, path []string, r *http.Request) (int, any) {
	var in object
	if r.Method != http.MethodGet {
		raw, _ := io.ReadAll(r.Body)
		decoder := json.NewDecoder(bytes.NewReader(raw))
		if err := decoder.Decode(&in); err != nil || r.Header.Get("Content-Type") != "application/json" {
			return 400, wrong("the body is not JSON")
		}
		s.bodies[kind] = append(s.bodies[kind], in)
	}
	var i *stored
	if len(path) > 1 && path[0] == "issue" {
		if i = s.byID(path[1]); i == nil {
			return 404, wrong("Issue does not exist or you do not have permission to see it.")
		}
	}
	switch kind {
	case "POST /issue":
		return s.create(in)
	case "GET /issue/N":
		return 200, s.shown(i, strings.Split(r.URL.Query().Get("fields"), ","))
	case "PUT /issue/N":
		return s.edit(i, in)
	case "POST /search/jql":
		return s.search(in)
	case "GET /issue/N/comment":
		if r.URL.Query().Get("orderBy") != "-created" {
			return 400, wrong("orderBy")
		}
		most, _ := strconv.Atoi(r.URL.Query().Get("maxResults"))
		newest := slices.Clone(i.comments)
		slices.Reverse(newest)
		return 200, object{"comments": newest[:min(most, len(newest))], "total": len(newest)}
	case "POST /issue/N/comment":
		if errs := s.only(in, "body"); errs != "" {
			return 400, wrong(errs)
		}
		if err := document(in["body"]); err != nil {
			return wrongFields(object{"comment": "Comment body is not valid! " + err.Error()})
		}
		i.comments = append(i.comments, object{"id": fmt.Sprint(20000 + len(i.comments)), "body": in["body"]})
		return 201, i.comments[len(i.comments)-1]
	case "GET /issue/N/transitions":
		if r.URL.Query().Get("expand") != "transitions.fields" {
			return 400, wrong("expand")
		}
		return 200, object{"transitions": s.ways[i.status()]}
	case "POST /issue/N/transitions":
		return s.transit(i, in)
	case "POST /issueLink":
		return s.relate(in)
	}
	return 404, wrong("no such address")
}

func (s *site) only(in object, names ...string) string {
	for name := range in {
		if !slices.Contains(names, name) {
			return "Unrecognized field " + name
		}
	}
	return ""
}

func (s *site) byID(id string) *stored {
	for _, i := range s.issues {
		if i.id == id || i.key == id {
			return i
		}
	}
	return nil
}

func (i *stored) status() string { return i.fields["status"].(object)["name"].(string) }

func (i *stored) labels() []string {
	var out []string
	for _, l := range i.fields["labels"].([]any) {
		out = append(out, l.(string))
	}
	return out
}

// create makes an issue, in the status that its workflow begins with.
func (s *site) create(in object) (int, any) {
	if errs := s.only(in, "fields"); errs != "" {
		return 400, wrong(errs)
	}
	fields := maps.Clone(in["fields"].(object))
	if errs := s.check(fields, true); len(errs) > 0 {
		return wrongFields(errs)
	}
	id := 10001 + len(s.issues)
	key := fmt.Sprintf("%s-%d", fields["project"].(object)["key"], id-10000)
	fields["status"] = object{"name": "To Do", "statusCategory": object{"key": "new"}}
	if fields["labels"] == nil {
		fields["labels"] = []any{}
	}
	s.issues = append(s.issues, &stored{id: fmt.Sprint(id), key: key, fields: fields})
	return 201, object{"id": fmt.Sprint(id), "key": key, "self": s.URL + "/rest/api/3/issue/" + fmt.Sprint(id)}
}

func (s *site) edit(i *stored, in object) (int, any) {
	if errs := s.only(in, "fields"); errs != "" {
		return 400, wrong(errs)
	}
	fields := in["fields"].(object)
	if errs := s.check(fields, false); len(errs) > 0 {
		return wrongFields(errs)
	}
	for name, value := range fields {
		i.fields[name] = value
	}
	return 204, nil
}

// check returns what is wrong with which field.
func (s *site) check(fields object, creating bool) object {
	errs := object{}
	if creating {
		if project, _ := fields["project"].(object); project["key"] != "OPS" && project["key"] != "DEV" {
			errs["project"] = "valid project is required"
		}
		if kind, _ := fields["issuetype"].(object); kind["name"] != "Task" {
			errs["issuetype"] = "The issue type selected is invalid."
		}
		if summary, _ := fields["summary"].(string); summary == "" {
			errs["summary"] = "You must specify a summary of the issue."
		}
	}
	for name, value := range fields {
		switch name {
		case "project", "issuetype":
		case "summary":
			if text, _ := value.(string); utf8.RuneCountInString(text) > 255 || strings.ContainsAny(text, "\r\n") {
				errs[name] = "Summary must be less than 255 characters, and must not have new lines."
			}
		case "description":
			if err := document(value); err != nil {
				errs[name] = "Operation value must be an Atlassian Document: " + err.Error()
			} else if text, _ := json.Marshal(value); utf8.RuneCount(text) > s.limit {
				errs[name] = fmt.Sprintf("The entered text is too long. It exceeds the allowed limit of %d characters.", s.limit)
			}
		case "priority", "duedate", "labels":
			if !slices.Contains(s.screen, name) {
				errs[name] = fmt.Sprintf("Field '%s' cannot be set. It is not on the appropriate screen, or unknown.", name)
			} else if e := malformed(name, value); e != "" {
				errs[name] = e
			}
		default:
			errs[name] = fmt.Sprintf("Field '%s' cannot be set. It is not on the appropriate screen, or unknown.", name)
		}
	}
	return errs
}

func malformed(name string, value any) string {
	switch name {
	case "priority":
		if p, _ := value.(object); !slices.Contains([]any{"Highest", "High", "Medium", "Low", "Lowest"}, p["name"]) {
			return "The priority selected is invalid."
		}
	case "duedate":
		if d, _ := value.(string); !regexp.MustCompile(`^\d{4}-\d\d-\d\d$`).MatchString(d) {
			return `Error parsing date string, use "yyyy-MM-dd".`
		}
	case "labels":
		for _, l := range value.([]any) {
			if text, _ := l.(string); text == "" || len(text) > 255 || strings.ContainsAny(text, " \t\n") {
				return "The label contains spaces which is invalid."
			}
		}
	}
	return ""
}

// shown is an issue as it is answered. The editor of a site gives nodes ids of its own.
func (s *site) shown(i *stored, names []string) object {
	fields := object{}
	for _, name := range names {
		switch name {
		case "issuelinks":
			links := []any{}
			for _, l := range s.links {
				one, other, _ := strings.Cut(l, " ")
				if one == i.id {
					links = append(links, object{"outwardIssue": object{"id": other}})
				}
				if other == i.id {
					links = append(links, object{"inwardIssue": object{"id": one}})
				}
			}
			fields[name] = links
		case "description":
			fields[name] = edited(i.fields[name])
		default:
			fields[name] = i.fields[name]
		}
	}
	return object{"id": i.id, "key": i.key, "fields": fields}
}

// edited returns a document as an editor writes it.
func edited(v any) any {
	switch v := v.(type) {
	case object:
		out := object{}
		for name, value := range v {
			out[name] = edited(value)
		}
		if v["type"] == "paragraph" {
			out["attrs"] = object{"localId": "6f1d"}
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = edited(v[i])
		}
		return out
	}
	return v
}

var query = regexp.MustCompile(`^(?:project = "((?:[^"\\]|\\.)+)" AND )?labels = "([^"\\]+)" ORDER BY created DESC$`)

func (s *site) search(in object) (int, any) {
	if errs := s.only(in, "jql", "maxResults", "fields"); errs != "" {
		return 400, wrong(errs)
	}
	q := query.FindStringSubmatch(in["jql"].(string))
	if q == nil {
		return 400, wrong("Error in the JQL Query: " + in["jql"].(string))
	}
	if q[1] != "" && q[1] != "OPS" && q[1] != "DEV" {
		return 400, wrong(fmt.Sprintf("The value '%s' does not exist for the field 'project'.", q[1]))
	}
	var names []string
	for _, f := range in["fields"].([]any) {
		names = append(names, f.(string))
	}
	found := []any{}
	for _, i := range slices.Backward(s.issues) {
		fits := slices.Contains(i.labels(), q[2]) && (q[1] == "" || strings.HasPrefix(i.key, q[1]+"-"))
		if fits && !s.unseen && float64(len(found)) < in["maxResults"].(float64) {
			found = append(found, s.shown(i, names))
		}
	}
	return 200, object{"issues": found, "isLast": true}
}

func (s *site) transit(i *stored, in object) (int, any) {
	if errs := s.only(in, "transition", "fields"); errs != "" {
		return 400, wrong(errs)
	}
	for _, w := range s.ways[i.status()] {
		if w["id"] != in["transition"].(object)["id"] {
			continue
		}
		given, _ := in["fields"].(object)
		for name, f := range w["fields"].(object) {
			if f.(object)["required"] == true && given[name] == nil {
				return wrongFields(object{name: name + " is required."})
			}
		}
		i.fields["status"] = w["to"]
		return 204, nil
	}
	return 400, wrong("It seems that you have tried to perform a workflow operation that is not valid for the current state of this issue.")
}

func (s *site) relate(in object) (int, any) {
	if errs := s.only(in, "type", "inwardIssue", "outwardIssue"); errs != "" {
		return 400, wrong(errs)
	}
	if in["type"].(object)["name"] != "Relates" {
		return 404, wrong("No issue link type with name found.")
	}
	one, other := s.byID(in["inwardIssue"].(object)["id"].(string)), s.byID(in["outwardIssue"].(object)["id"].(string))
	if one == nil || other == nil || one == other {
		return 404, wrong("Issue does not exist or you do not have permission to see it.")
	}
	s.links = append(s.links, min(one.id, other.id)+" "+max(one.id, other.id))
	return 201, object{}
}
