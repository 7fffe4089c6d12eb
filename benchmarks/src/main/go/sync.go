package main

import "sync"

const slack = 10

func mutexUncontended(_, each int) func() {
	return func() {
		var mu sync.Mutex
		lockAndUnlock(&mu, 0, each)
	}
}

func mutexShared(_, each int) func() {
	var mu sync.Mutex
	return func() { lockAndUnlock(&mu, 0, each) }
}

// mutexSlack has ten goroutines for each worker.
func mutexSlack(_, each int) func() {
	var mu sync.Mutex
	return func() {
		inWorkers(slack, func() { lockAndUnlock(&mu, 0, each/slack) })
	}
}

func mutexWork(_, each int) func() {
	var mu sync.Mutex
	return func() { lockAndUnlock(&mu, shortWork, each) }
}

// The empty critical section is what is measured.
func lockAndUnlock(mu *sync.Mutex, work, n int) {
	for i := 0; i < n; i++ {
		mu.Lock()
		mu.Unlock()
		compute(work)
	}
}

func rwMutex(writeEvery int) func(workers, each int) func() {
	return func(_, each int) func() {
		var mu sync.RWMutex
		return func() {
			for i := 0; i < each; i++ {
				if i%writeEvery == 0 {
					mu.Lock()
					mu.Unlock()
				} else {
					mu.RLock()
					mu.RUnlock()
				}
			}
		}
	}
}

func waitGroup(_, each int) func() {
	return func() {
		for i := 0; i < each; i++ {
			var group sync.WaitGroup
			group.Add(1)
			go group.Done()
			group.Wait()
		}
	}
}
