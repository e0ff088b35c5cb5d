package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/graphgen/graphgen/generated/graph"
)

// silence is how long a device may be silent.
const silence = 72 * time.Hour

// devices makes the devices call home that have been silent for too long, all
// in one request.
func (d *desk) devices(ctx context.Context, _ []string) error {
	batch := d.NewBatch()
	var asked []*graph.BatchItem[struct{}]
	for device, err := range d.DeviceManagement.ManagedDevices.All(ctx, nil) {
		if err != nil {
			return err
		}
		if time.Since(device.LastSyncDateTime) < silence {
			continue
		}
		fmt.Fprintf(d.out, "device %s was last heard of %s\n", device.DeviceName, device.LastSyncDateTime.Format(time.DateOnly))
		asked = append(asked, batch.Do(func(ctx context.Context) error {
			return d.DeviceManagement.ManagedDevices.SyncDevice(ctx, device.ID)
		}))
	}
	if len(asked) == 0 {
		return nil
	}
	if err := batch.Send(ctx); err != nil {
		return err
	}
	var failed []error
	for _, item := range asked {
		_, err := item.Result()
		failed = append(failed, err)
	}
	return errors.Join(failed...)
}
