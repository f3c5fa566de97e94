"""What a case holds, in the shape of answers: each as a proposal with where it comes from."""
