"""The one place that knows everyone: settings, pools, scheduler, start and stop."""
