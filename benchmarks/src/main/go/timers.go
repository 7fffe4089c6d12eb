package main

import (
	"math/rand"
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

// timerAfter waits for a channel that gets an element at once, beside others an hour away.
func timerAfter(n int, report emit) {
	n /= 50
	besideOthers(func() {
		start := time.Now()
		inParallel(func() {
			for i := 0; i < n; i++ {
				<-time.After(time.Nanosecond)
			}
		})
		report("timer-after", "ns", perOp(start, n))
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

const firing = 1000

// timers measures how late a thousand timers fire that are spread over a second, beside others that are an hour away.
func timers(_ int, report emit) {
	besideOthers(func() {
		fireOverASecond()
		reportQuantiles("timers-late-32768", "us", float64(time.Microsecond), fireOverASecond(), report)
	})
}

func fireOverASecond() []time.Duration {
	late := make([]time.Duration, firing)
	var all sync.WaitGroup
	all.Add(firing)
	for i := range late {
		i := i
		delay := time.Duration(rand.Int63n(int64(time.Second)))
		due := time.Now().Add(delay)
		time.AfterFunc(delay, func() {
			late[i] = time.Since(due)
			all.Done()
		})
	}
	all.Wait()
	return late
}
