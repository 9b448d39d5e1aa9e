package api

import (
	"fmt"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
)

// pay pushes complaints of customers whose accounts are worth so much.
func (p *pipeline) pay(words, prefix string, customers int, worth *v1.Money) {
	p.t.Helper()
	var items []*v1.Interaction
	var accounts []*v1.Account
	for i := range customers {
		in := interaction(fmt.Sprintf("%s-%d", prefix, i), words)
		in.OccurredAt = timestamppb.New(p.clock.Now().Add(-time.Minute))
		in.AccountId = in.GetCustomerId()
		items = append(items, in)
		accounts = append(accounts, &v1.Account{AccountId: in.GetAccountId(), AnnualValue: worth})
	}
	call(p.t, p.ingestion.PushAccounts, &v1.PushAccountsRequest{Parent: parent, Accounts: accounts})
	p.push(items...)
	p.settle()
}

// The queue goes by what is at stake: few customers with the most money of a currency come before
// more with none, and what is much in one currency is not little beside a larger number in another.
func TestQueueGoesByWhatIsAtStake(t *testing.T) {
	p := newPipeline(newFixture(t))
	p.wave(complaint(0), "many", 3) // no account
	p.pay(complaint(1), "rich", 2, &v1.Money{Currency: "GBP", AmountMinor: 9_000_000})
	p.pay(complaint(2), "yen", 2, &v1.Money{Currency: "JPY", AmountMinor: 10_000_000})
	p.need(4)
	request := &v1.ListReviewItemsRequest{Parent: parent, Filter: v1.ReviewItemFilter_REVIEW_ITEM_FILTER_ALERTS}
	items := call(t, p.review.ListReviewItems, request).GetReviewItems()
	if len(items) != 3 {
		t.Fatalf("%d items wait: %v", len(items), items)
	}
	for _, rich := range items[:2] {
		if rich.GetShare() != 1 || rich.GetExposure() != 2 || len(rich.GetMoney()) != 1 || rich.GetPriority() != rich.GetShare()*rich.GetUncertainty() {
			t.Errorf("all the money of a currency: %v", rich)
		}
	}
	many := items[2]
	if want := 3.0 / 7; many.GetShare() != want || len(many.GetMoney()) != 0 || many.GetExposure() != 3 {
		t.Errorf("three of seven customers and no money: %v", many)
	}
	got := call(t, p.review.GetReviewItem, &v1.GetReviewItemRequest{Name: many.GetName()})
	if got.GetPriority() != many.GetPriority() {
		t.Errorf("read alone its priority is %v, in the queue %v", got.GetPriority(), many.GetPriority())
	}
}
