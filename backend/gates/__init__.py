"""May this person hear this: a tree of conditions, judged by what their wallets hold."""
