package main

import (
	"sync"
	"time"
)

const otherTimers = 32768

// besideOthers runs a body while 32,768 timers wait that are an hour away.
func besideOthers(body func()) {
	others := make([]*time.Timer, otherTimers)
	for i := range others {
		others[i] = time.AfterFunc(time.Hour, func() {})
	}
	body()
	for _, t := range others {
		t.Stop()
	}
}

// timerStartStop makes and stops a timer.
func timerStartStop(n int, report emit) {
	besideOthers(func() {
		start := time.Now()
		inParallel(func() {
			for i := 0; i < n; i++ {
				time.AfterFunc(time.Hour, func() {}).Stop()
			}
		})
		report("timer-start-stop", "ns", perOp(start, n))
	})
}

// timerFire makes timers that are due at once, until all have run.
func timerFire(n int, report emit) {
	n /= 50
	besideOthers(func() {
		var all sync.WaitGroup
		all.Add(n)
		start := time.Now()
		inParallel(func() {
			for i := 0; i < n; i++ {
				time.AfterFunc(time.Nanosecond, all.Done)
			}
		})
		all.Wait()
		report("timer-fire", "ns", perOp(start, n))
	})
}

// sleep starts goroutines that sleep for a nanosecond, beside others that sleep for an hour.
func sleep(n int, report emit) {
	n /= 50
	besideOthers(func() {
		start := time.Now()
		inWorkers(n, func() { time.Sleep(time.Nanosecond) })
		report("sleep", "ns", perOp(start, n))
	})
}
