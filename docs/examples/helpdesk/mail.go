package main

import (
	"context"
	"fmt"
	"iter"

	"github.com/graphgen/graphgen/generated/graph"
)

// inbox is where questions come in.
type inbox interface {
	unread(ctx context.Context) iter.Seq2[question, error]
	answered(ctx context.Context, id string) error
}

// question is what somebody asks.
type question struct {
	from, subject string
}

// mail prints the questions that nobody has read.
func (d *desk) mail(ctx context.Context, _ []string) error {
	return list(ctx, d, mailbox{&d.Me.Messages})
}

func list(ctx context.Context, d *desk, in inbox) error {
	for q, err := range in.unread(ctx) {
		if err != nil {
			return err
		}
		fmt.Fprintf(d.out, "mail from %s: %s\n", q.from, q.subject)
	}
	return nil
}

// mailbox is an inbox in Outlook.
type mailbox struct{ messages *graph.MeMessagesService }

func (m mailbox) unread(ctx context.Context) iter.Seq2[question, error] {
	opts := &graph.MeMessagesListOptions{Filter: "isRead eq false", Select: []string{"subject", "from"}}
	return func(yield func(question, error) bool) {
		for message, err := range m.messages.All(ctx, opts) {
			q := question{subject: message.Subject}
			if message.From != nil && message.From.EmailAddress != nil {
				q.from = message.From.EmailAddress.Address
			}
			if !yield(q, err) {
				return
			}
		}
	}
}

// answered is part of the interface, but nothing calls it yet.
func (m mailbox) answered(ctx context.Context, id string) error {
	_, err := m.messages.Update(ctx, id, &graph.Message{IsRead: true})
	return err
}
