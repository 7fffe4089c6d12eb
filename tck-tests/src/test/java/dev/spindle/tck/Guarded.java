package dev.spindle.tck;

import org.reactivestreams.tck.TestEnvironment;
import org.testng.IHookCallBack;
import org.testng.IHookable;
import org.testng.ITestResult;

/**
 * A verification whose every test fails if it leaves an error in its environment, and leaves no goroutine behind.
 *
 * <p>The TCK only notes most of what it finds wrong, and some of its optional tests end without a look at the notes.
 */
interface Guarded {

    /** That of this verification alone. */
    TestEnvironment environment();

    /** Runs around each test. A listener, as TestNG asks the class that declares a test, which is the TCK's, and not the one that has it. */
    final class Hook implements IHookable {

        /** Made by TestNG. */
        public Hook() {}

        @Override
        public void run(IHookCallBack test, ITestResult result) {
            test.runTestMethod(result);
            Tck.cancelChannels();
            if (result.getThrowable() == null) {
                ((Guarded) result.getInstance()).environment().verifyNoAsyncErrorsNoDelay();
            }
        }
    }
}
